/** Every variant of RequireMfaPolicy: all combinations of the closed options, and some of the open ones. */
import { Duration } from 'aws-cdk-lib';
import { GROUP_NAME } from './requests';
import { policiesOf } from '../../access/matrix/synthesized-policies';
import { EXAMPLE_ACCOUNTS } from '../../access/requests/example-account';
import { MfaEnforcement } from '../../src';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { ALL_REQUESTS, CONSOLE_ONLY, RequireMfaChoice, requireMfaDocument } from '../every-require-mfa-policy';

/** Open options, and ages that fall between those that a fact tells apart, too. */
const OTHERS: RequireMfaChoice[] = Object.values(MfaEnforcement).flatMap((enforcement) => [
  ...[Duration.seconds(1), Duration.minutes(30), Duration.hours(1), Duration.minutes(90), Duration.hours(12)]
    .map((maxMfaAge) => ({ enforcement, maxMfaAge })),
]);
export const ALLOWING: RequireMfaChoice[] = Object.values(MfaEnforcement).flatMap((enforcement) => [
  { enforcement, allowActions: ['s3:Get*', 'lambda:getfunction', 'iam:ListMFADevices', 'iam:GetGroup'] },
  { enforcement, allowActions: ['s3:ListBucket*', 's3:PutObject', 'application-autoscaling:*', 'ec2:*'] },
]);
export const CHOICES = [...CONSOLE_ONLY, ...ALL_REQUESTS, ...OTHERS, ...ALLOWING];

export function statementsOf(choice: RequireMfaChoice): readonly PolicyStatement[] {
  const resource = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: requireMfaDocument(choice, GROUP_NAME) } };
  return policiesOf({ Resources: { resource } }, EXAMPLE_ACCOUNTS[0]).resource.Statement;
}

/** Each statement once, because most policies share theirs. */
export function everyStatement(): PolicyStatement[] {
  return [...new Map(CHOICES.flatMap(statementsOf).map((statement) => [JSON.stringify(statement), statement])).values()];
}
