/** One set of words: pages that explain the answers explain them as the code does. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { ALL_ANSWERS, ANSWERS } from '../../../access/requests/answers';

const ROOT = join(__dirname, '../../..');

test.each(['docs/glossary.md', 'docs/judge.md'])('%s explains each answer, and in this order', (page) => {
  const rows = ALL_ANSWERS.map((answer) => `| ${answer} | ${ANSWERS[answer]} |`).join('\n');
  expect(readFileSync(join(ROOT, page), 'utf8')).toContain(`| Answer | Meaning |\n|---|---|\n${rows}\n`);
});
