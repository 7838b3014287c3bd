/** `npm run stability:update`: writes test/stability/templates from src. */
import { CASES } from './cases';
import { writeReviewed } from './reviewed';
import { synthesize } from './synth';

writeReviewed(Object.fromEntries(Object.entries(CASES).map(([name, build]) => [name, synthesize(build, {}).template])));
console.log('wrote test/stability/templates; read `git diff test/stability/templates`, and write down in CHANGELOG.md under "Templates" what it means for users');
