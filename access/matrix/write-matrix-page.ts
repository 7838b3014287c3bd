import { writeFileSync } from 'fs';
import { join } from 'path';
import { casesByStrategy } from './expected-table';
import { renderDocs } from './matrix-page';
import { firstVerdicts } from './matrix-verdicts';

const FILE = join(__dirname, '../../docs/access-matrix.md');

void renderDocs(firstVerdicts(casesByStrategy())).then((text) => {
  writeFileSync(FILE, text);
  console.log(`wrote ${FILE}`);
});
