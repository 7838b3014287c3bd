/** `npm run docs -- strategies`: writes the tables of the strategies into docs/constructs.md. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { withComparisonTables } from './comparison-tables';

const PAGE = join(__dirname, '../docs/constructs.md');

writeFileSync(PAGE, withComparisonTables(readFileSync(PAGE, 'utf8')));
