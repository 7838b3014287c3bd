import { readFileSync } from 'fs';
import { join } from 'path';
import { renderDocs } from '../../../access/matrix/matrix-page';

test('docs/access-matrix.md is what the expected table and the simulator say', async () => {
  const file = readFileSync(join(__dirname, '../../../docs/access-matrix.md'), 'utf8');
  if (file !== await renderDocs()) {
    throw new Error('docs/access-matrix.md is stale; run `npm run docs -- matrix`, and read the diff');
  }
});
