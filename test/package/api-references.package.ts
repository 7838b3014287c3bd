/** The references of the other languages, which a release attaches. Run after `npx projen docgen`. */
import { existsSync } from 'fs';
import { join } from 'path';
import { findingsIn } from '../projenrc/own-members';

test.each(['python', 'java', 'csharp', 'go'])('API.%s.md has our members, and names the base of each class instead of its members', (language) => {
  const file = `dist/api/API.${language}.md`;
  if (!existsSync(join(__dirname, '../..', file))) {
    throw new Error(`${file} is missing; run \`npx projen docgen\` first`);
  }
  expect(findingsIn(file)).toEqual([]);
});
