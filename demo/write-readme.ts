/** `npm run docs:strategies`: writes the tables of the strategies into the README. */
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { withStrategyTables } from './readme';

const README = join(__dirname, '../README.md');

writeFileSync(README, withStrategyTables(readFileSync(README, 'utf8')));
