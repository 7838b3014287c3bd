/** The recording in the README: its text is what the command prints now. */
import { readFileSync, statSync } from 'fs';
import { join } from 'path';
import { judgeRecording } from '../../demo/recording/judge-recording';
import { judgeScenes } from '../../demo/recording/judge-scenes';
import { terminalSvg } from '../../demo/recording/terminal-svg';

const ROOT = join(__dirname, '../..');
const FILE = join(ROOT, 'docs/images/judge.svg');
const COMMAND = join(ROOT, 'bin/cdk-iam-mfa.js');
const SVG = readFileSync(FILE, 'utf8');

/** What a reader of the picture reads, without empty lines. */
function textOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'));
}

test('docs/images/judge.svg shows the commands, and every line that they print now', () => {
  const printed = judgeScenes(COMMAND).flatMap(({ command, output }) => [`$ ${command}`, ...output.split('\n')]).filter((line) => line !== '');
  expect(printed.length).toBeGreaterThan(100);
  expect(printed).toEqual(expect.arrayContaining([expect.stringMatching(/there are ways around MFA/), expect.stringMatching(/^None of the \d+ rows asked is open/)]));
  expect(textOf(SVG)).toEqual(printed);
});

test('docs/images/judge.svg is drawn as it would be now', () => {
  if (SVG !== judgeRecording(COMMAND)) {
    throw new Error('docs/images/judge.svg is stale; run `npm run docs -- recording`');
  }
});

test('moves for 15 seconds, by itself, and not for a reader who wants no motion', () => {
  expect(SVG).toContain('animation: 15s infinite');
  expect(SVG.indexOf('@media (prefers-reduced-motion: no-preference)')).toBeLessThan(SVG.indexOf('animation'));
  expect(SVG).not.toMatch(/<script|<image|href=|@import|url\(/);
  expect(statSync(FILE).size).toBeLessThan(100_000);
});

test('says what it shows to a reader who does not see it', () => {
  expect(SVG).toMatch(/role="img" aria-labelledby="title"[^]*<title id="title">In a terminal, cdk-iam-mfa judge says/);
});

test('keeps signs of markup as text, and long lines within the terminal', () => {
  const svg = terminalSvg('title', [{ command: 'a < b & c', output: `<script>\n${'x'.repeat(80)}\n` }]);
  expect(textOf(svg)).toEqual(['$ a < b & c', '<script>', 'x'.repeat(80)]);
  expect(svg).not.toContain('<script>');
  expect(textOf(SVG).filter((line) => line.length > 82)).toEqual([]);
});

test('is one image line of the README', () => {
  const lines = readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n').filter((line) => line.includes('judge.svg'));
  expect(lines).toEqual([expect.stringMatching(/^!\[.+\]\(https:\/\/raw\.githubusercontent\.com\/.+\/docs\/images\/judge\.svg\)$/)]);
});
