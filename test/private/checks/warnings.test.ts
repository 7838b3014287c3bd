import { readFileSync } from 'fs';
import { join } from 'path';
import { Annotations, SecretValue, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { RequireMfaPolicyProps } from '../../../src/index';
import { ConsoleMfaEnforcedGroup } from '../../../src/index';
import { WarningId } from '../../../src/private/checks/warnings';
import { ENFORCEMENTS, importedGroup, importedUser, requireMfa, testStack, warningsOf } from '../../helpers';

const attached = (stack: Stack, props: Partial<RequireMfaPolicyProps>) => requireMfa(stack, { groups: [importedGroup(stack)], ...props });

/** What gets each warning of the enforcement, and the construct on which people acknowledge it. */
const CAUSES: Partial<Record<WarningId, (stack: Stack) => Construct>> = {
  [WarningId.ALLOW_ACTIONS_NOT_READ_ONLY]: (stack) => attached(stack, { allowActions: ['s3:PutObject', 's3:DeleteObject'] }),
  [WarningId.ALLOW_ACTIONS_UNKNOWN_SERVICE]: (stack) => attached(stack, { allowActions: ['s33:GetObject'] }),
  [WarningId.SERVICE_CALLS_DENIED]: (stack) => attached(stack, { allowAwsServiceCalls: false }),
  [WarningId.POLICY_NOT_GUARDED]: (stack) => attached(stack, { path: '/' }),
  [WarningId.POLICY_NOT_ATTACHED]: (stack) => requireMfa(stack),
  [WarningId.GROUP_NOT_GUARDED]: (stack) => {
    const policy = requireMfa(stack);
    new iam.Group(stack, 'Group', { managedPolicies: [policy] });
    return policy;
  },
  [WarningId.USER_NOT_GUARDED]: (stack) => {
    const policy = requireMfa(stack);
    new iam.User(stack, 'User').addManagedPolicy(policy);
    return policy;
  },
  [WarningId.PASSWORD_RESET_BLOCKED]: (stack) => {
    const user = new iam.User(stack, 'User', { password: SecretValue.unsafePlainText('initial'), passwordResetRequired: true });
    requireMfa(stack, { users: [user] });
    return user;
  },
  [WarningId.USER_ADDED_TWICE]: (stack) => {
    const group = new ConsoleMfaEnforcedGroup(stack, 'Group');
    const ann = importedUser(stack);
    group.addUser(ann);
    group.addUser(ann);
    return group.requireMfaPolicy;
  },
  [WarningId.ACCESS_KEYS_STOPPED]: (stack) => {
    const groups = [importedGroup(stack)];
    requireMfa(stack, { groups });
    const conditions = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
    return new iam.ManagedPolicy(stack, 'Old', {
      groups, statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, notActions: ['iam:*'], resources: ['*'], conditions })],
    });
  },
};

describe.each(Object.entries(CAUSES))('%s', (id, cause) => {
  test('warns', () => {
    const stack = testStack();
    const { path } = cause(stack).node;
    expect(new Set(warningsOf(stack).map((warning) => warning.replace('/Resource ', ' ')))).toEqual(new Set([`/${path} ${id}`]));
  });

  test('is acknowledged on the construct', () => {
    const stack = testStack();
    Annotations.of(cause(stack)).acknowledgeWarning(id);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('is acknowledged on the stack, beforehand too', () => {
    const stack = testStack();
    Annotations.of(stack).acknowledgeWarning(id, 'we know');
    cause(stack);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('is still there when another is acknowledged', () => {
    const stack = testStack();
    const construct = cause(stack);
    Object.values(WarningId).filter((other) => other !== id).forEach((other) => Annotations.of(construct).acknowledgeWarning(other));
    expect(warningsOf(stack)).not.toEqual([]);
  });
});

test('docs/warnings.md has a row for each', () => {
  const page = readFileSync(join(__dirname, '../../../docs/warnings.md'), 'utf8');
  expect(Object.values(WarningId).filter((id) => !page.includes(`\n| \`${id.replace('cdk-iam-mfa:', '')}\` |`))).toEqual([]);
});

test.each(ENFORCEMENTS)('%s carries the warnings of its options on the policy', (_, create) => {
  const stack = testStack();
  const policy = create(stack, { allowActions: ['s3:PutObject'], allowAwsServiceCalls: false });
  policy.attachToGroup(importedGroup(stack));
  expect(warningsOf(stack).sort()).toEqual([
    `/${policy.node.path} cdk-iam-mfa:allow-actions-not-read-only`, `/${policy.node.path} cdk-iam-mfa:service-calls-denied`,
  ]);
});
