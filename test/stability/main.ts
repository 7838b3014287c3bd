/** The app of the TypeScript consumer. `node main.js FILE none|recommended` writes what each case gives. */
import { writeFileSync } from 'fs';
import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import { CASES } from './cases';
import { recommendedFlags, synthesize } from './synth';

const [, , file, flags] = process.argv;
const context = flags === 'recommended' ? recommendedFlags() : {};

/** What a validation that works must find; with the recommended flags it would fail the synth. */
function invalid(stack: Stack): void {
  const statement = { Sid: 'not a Sid', Effect: 'Deny', Action: 'iam:*', Resource: '*' };
  new iam.CfnManagedPolicy(stack, 'Policy', { policyDocument: { Version: '2012-10-17', Statement: [statement] } });
}

writeFileSync(file, JSON.stringify({
  flags: Object.keys(context).length,
  cases: Object.fromEntries(Object.entries(CASES).map(([name, build]) => [name, synthesize(build, context)])),
  invalid: synthesize(invalid, {}),
}));
