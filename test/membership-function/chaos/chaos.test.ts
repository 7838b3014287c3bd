/** The bundle under chaos and load, in processes of its own, because time is virtual there. `npm run test:chaos` plays more. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { STORM } from './limits';
import { MUTANTS } from './mutants';
import { read } from '../../docs/texts';

const SCENARIOS = 40;

/** What a script writes; it rejects if the script ends with an error. */
async function output(script: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--import', 'tsx', join(__dirname, script), `${SCENARIOS}`], {
    cwd: join(__dirname, '..', '..', '..'), env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
  });
  expect(stderr).toBe('');
  return stdout;
}

test('the pages say what is played', () => {
  expect(read('docs/evidence.md')).toContain(`each of ${MUTANTS.length} mistakes put into the bundle is found`);
  expect(read('docs/evidence.md')).toContain(`\`npm run test:chaos\` plays 2,000; \`npm test\` plays ${SCENARIOS}`);
  const { newUsers, minutes, freeSeconds, refused, runs } = STORM;
  expect(read('docs/force-mfa-group.md').replace(/\s+/g, ' ')).toContain(`${2 * newUsers} events of ${newUsers} new users come in ${minutes} minutes. `
    + `They make at most ${runs} runs, and every new user is blocked within ${freeSeconds} seconds. IAM refuses at most ${100 * refused} % of what others ask.`);
});

// Side by side, because each uses one core.
test.concurrent('it keeps its promises and its limits', async () => {
  const stdout = await output('play-scenarios.ts');
  expect(stdout).toContain(`${SCENARIOS} scenarios from seed 1\nbroken promises: 0\n`);
  expect(stdout.match(/^kept: /gm)!.length).toBeGreaterThan(8);
}, 600_000);

test.concurrent('every mutant is found', async () => {
  expect((await output('find-mutants.ts')).match(/^found: /gm)).toHaveLength(MUTANTS.length);
}, 600_000);
