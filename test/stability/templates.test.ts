/** The templates of src at the CDK floor. `*.stability.ts` does the same with the packed package at both ends of the range. */
import * as library from 'cdk-iam-mfa';
import { CASES } from './cases';
import { expectAsReviewed, reviewedNames } from './reviewed';
import { recommendedFlags, synthesize } from './synth';
import { CDK_RELEASES } from './versions';

const FLOOR = `aws-cdk-lib ${CDK_RELEASES.floor['aws-cdk-lib']}`;

test('every public class has a case with its defaults', () => {
  const classes = Object.entries(library).filter(([, value]) => typeof value === 'function').map(([name]) => name);
  expect(classes).toContain('ConsoleMfaEnforcedGroup');
  expect(Object.keys(CASES)).toEqual(expect.arrayContaining(classes));
});

test('every reviewed template has a case', () => {
  expect(reviewedNames()).toEqual(Object.keys(CASES).sort());
});

describe.each(Object.entries(CASES))('%s', (name, build) => {
  test.each([
    ['no feature flags', {}],
    ['all recommended feature flags', recommendedFlags()],
  ])('has the reviewed template with %s', (flags, context) => {
    expectAsReviewed(name, synthesize(build, context).template, `src with ${FLOOR}, ${flags}`);
  });
});
