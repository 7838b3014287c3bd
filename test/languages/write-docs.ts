/** `npm run docs -- languages`: writes the first example in the other languages into the page that shows it. */
import { readFileSync, writeFileSync } from 'fs';
import { PAGE, withExamples } from './examples';

async function main(): Promise<void> {
  writeFileSync(PAGE, await withExamples(readFileSync(PAGE, 'utf8')));
}

void main();
