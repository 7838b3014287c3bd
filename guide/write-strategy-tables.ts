/** `npm run docs -- strategies`: writes the tables of the strategies into docs/constructs.md. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { withStrategyTables } from './strategy-tables';

const PAGE = join(__dirname, '../docs/constructs.md');

writeFileSync(PAGE, withStrategyTables(readFileSync(PAGE, 'utf8')));
