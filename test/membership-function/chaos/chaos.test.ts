/** The bundle under chaos and load, in a process of its own, because time is virtual there. `npm run test:chaos` plays more. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { MUTANTS } from './mutants';

const SCENARIOS = 40;

test('it keeps its promises and its limits, and every mutant is found', () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, 'main.ts'), `${SCENARIOS}`], {
    encoding: 'utf8', cwd: join(__dirname, '..', '..', '..'), env: { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' },
  });
  expect([stderr, status]).toEqual(['', 0]);
  expect(stdout).toContain(`${SCENARIOS} scenarios from seed 1\nbroken promises: 0\n`);
  expect(stdout.match(/^kept: /gm)!.length).toBeGreaterThan(8);
  expect(stdout.match(/^found: /gm)).toHaveLength(MUTANTS.length);
}, 300_000);
