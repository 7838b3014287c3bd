import { writeFileSync } from 'fs';
import { join } from 'path';
import { renderDocs } from './matrix-page';

const FILE = join(__dirname, '../../docs/access-matrix.md');

void renderDocs().then((text) => {
  writeFileSync(FILE, text);
  console.log(`wrote ${FILE}`);
});
