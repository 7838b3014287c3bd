/** `npm run docs:languages`: writes the first example in the other languages into the documents that show it. */
import { readFileSync, writeFileSync } from 'fs';
import { DOCUMENTS, withExamples } from './examples';

async function main(): Promise<void> {
  for (const document of DOCUMENTS) {
    writeFileSync(document, await withExamples(readFileSync(document, 'utf8')));
  }
}

void main();
