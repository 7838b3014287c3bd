/** The references of the other languages, which a release attaches. Run after `npx projen docgen`. */
import { existsSync } from 'fs';
import { join } from 'path';
import { expectOwnMembers } from '../own-members';

describe.each(['python', 'java', 'csharp', 'go'])('API.%s.md', (language) => {
  const file = join(__dirname, '../../dist/api', `API.${language}.md`);

  beforeAll(() => {
    if (!existsSync(file)) {
      throw new Error(`dist/api/API.${language}.md is missing; run \`npx projen docgen\` first`);
    }
  });

  expectOwnMembers(file);
});
