/** The strategies of the matrix: the published answers, and ours with each option. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { Duration, Lazy, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { policiesOf, synthesizedTemplate, synthesizedTrust } from './synthesized-policies';
import {
  ConsoleMfaEnforcedGroup, ConsoleMfaEnforcedGroupProps, ForceMfaGroup, ForceMfaGroupProps, MfaAdministratorPolicy, MfaAdministratorPolicyProps,
  MfaEnforcement, MfaRequiredPrincipal, MfaRequiredPrincipalProps, RequireMfaPolicy, SelfManageMfaPolicy, SelfManageMfaPolicyProps, UserCredential,
} from '../../src/index';
import { ORGANIZATION, OTHER_ACCOUNT, EXAMPLE_ACCOUNTS, ExampleAccount, userArn } from '../requests/example-account';
import type { PolicyDocument } from '../requests/policy-document';

export interface Strategy {
  readonly title: string;
  /** The CDK code, for ours. */
  readonly code?: string;
  readonly exampleAccounts: ExampleAccount[];
  /** The strategy whose rows hold here too, unless this one has a row for the same request, action and resource. */
  readonly base?: string;
  readonly policies: (exampleAccount: ExampleAccount) => Record<string, PolicyDocument>;
  /** The trust policy of the role, for strategies of roles. */
  readonly trust?: (exampleAccount: ExampleAccount) => PolicyDocument;
  /** Actions that came in through a token: what they are good for is not the library's to show. */
  readonly fromTokens?: string[];
  /** Conditions without which the answers are the same: what they are good for is said where the strategy is made. */
  readonly redundant?: string[];
}

const PLAIN: ExampleAccount = { partition: 'aws', path: '/' };

/** A policy of `published/`, typed in from public documentation, holes and all. */
function published(file: string, title: string): Strategy {
  const policy = JSON.parse(readFileSync(join(__dirname, 'published', `${file}.json`), 'utf8')) as PolicyDocument;
  return { title, exampleAccounts: [PLAIN], policies: () => ({ [file]: policy }) };
}

function ours(title: string, code: string, build: (stack: Stack) => void, base?: string): Strategy {
  let template: Record<string, any> | undefined;
  const cache = new Map<ExampleAccount, Record<string, PolicyDocument>>();
  return {
    title,
    code,
    exampleAccounts: EXAMPLE_ACCOUNTS,
    base,
    policies: (exampleAccount) => {
      template ??= synthesizedTemplate(build);
      const policies = cache.get(exampleAccount) ?? policiesOf(template, exampleAccount);
      cache.set(exampleAccount, policies);
      return policies;
    },
  };
}

function group(title: string, code: string, props: ConsoleMfaEnforcedGroupProps, base?: string): Strategy {
  return ours(title, `new ConsoleMfaEnforcedGroup(this, 'Developers'${code && `, { ${code} }`});`,
    (stack) => new ConsoleMfaEnforcedGroup(stack, 'Developers', props), base);
}

function consoleOnlyWith(code: string, props: ConsoleMfaEnforcedGroupProps): Strategy {
  return group(`CONSOLE_ONLY with ${code}`, code, props, 'console-only');
}

function allRequestsWith(code: string, props: ConsoleMfaEnforcedGroupProps): Strategy {
  return group(`ALL_REQUESTS with ${code}`, `enforcement: MfaEnforcement.ALL_REQUESTS, ${code}`,
    { ...props, enforcement: MfaEnforcement.ALL_REQUESTS }, 'all-requests');
}

export const PUBLISHED: Record<string, Strategy> = {
  'allow-if-mfa': published('allow-if-mfa', 'Allow everything if `Bool aws:MultiFactorAuthPresent` is `true`'),
  'old-tutorial': published('old-tutorial', 'Old AWS tutorial: Deny `NotAction iam:*` with `BoolIfExists`'),
  'old-tutorial-bool': published('old-tutorial-bool', 'Old AWS tutorial, with `Bool`'),
  'tightened-bool': published('tightened-bool', 'A tighter allow list with `Bool`'),
  'aws-self-manage': published('aws-self-manage', 'Current AWS self-manage policy, with `BoolIfExists`'),
  'scanner-compliant': published('scanner-compliant', 'What scanners call compliant: Allow `sts:AssumeRole` if `BoolIfExists` is `true`'),
  'aws-self-manage, user with a path': {
    ...published('aws-self-manage', 'Current AWS self-manage policy, of a user with an IAM path'),
    exampleAccounts: [{ partition: 'aws', path: '/team/' }],
  },
};

/** The same Deny, and who removes it where it is not held by a group. */
export const HELD_ELSEWHERE: Record<string, Strategy> = {
  'tightened-bool, attached to the user': published('tightened-bool', 'The tighter allow list with `Bool`, attached to the user'),
  'tightened-bool, inline in the user': published('tightened-bool', 'The tighter allow list with `Bool`, inline in the user'),
  'tightened-bool, as a boundary': published('tightened-bool', 'The tighter allow list with `Bool`, in a permissions boundary'),
};

/** What a stack with a role of its own is changed with, without passing the role. */
const STACK_CHANGES = [
  'CancelUpdateStack', 'ContinueUpdateRollback', 'CreateChangeSet', 'CreateStackRefactor', 'DeleteStack', 'ExecuteChangeSet', 'ExecuteStackRefactor',
  'RollbackStack', 'UpdateStack',
].map((action) => `cloudformation:${action}`);

const EVERY_CREDENTIAL = Object.values(UserCredential);
const GUARDED_ACTIONS = [
  'iam:CreateLoginProfile', 'iam:UpdateLoginProfile', 'iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice', 'sts:GetFederationToken',
  'iam:RemoveUserFromGroup', 'iam:UpdateGroup', 'iam:DeleteGroup', 'iam:DetachGroupPolicy', 'iam:DeleteGroupPolicy', 'iam:PutGroupPolicy',
  'iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion', 'iam:DeletePolicyVersion', 'iam:DeletePolicy',
];
const SELF_SERVICE: SelfManageMfaPolicyProps = { selfManagedCredentials: EVERY_CREDENTIAL, allowListUsers: true, grantAwsLogin: true };
const SELF_SERVICE_CODE = 'selfManagedCredentials: [every one], allowListUsers: true, grantAwsLogin: true';

function selfManage(code: string, props: SelfManageMfaPolicyProps, base?: string): Strategy {
  return ours(`SelfManageMfaPolicy alone${code && ` with ${code}`}`, `new SelfManageMfaPolicy(this, 'SelfManage'${code && `, { ${code} }`});`,
    (stack) => new SelfManageMfaPolicy(stack, 'SelfManage', props), base);
}

/** AWS sends the age exactly when MFA is present; the condition on MFA itself is there for people and scanners to read. */
const REDUNDANT_WITH_AN_AGE = ['the condition on aws:MultiFactorAuthPresent'];

function helpDesk(code: string, props: MfaAdministratorPolicyProps, base?: string): Strategy {
  return ours(`MfaAdministratorPolicy alone${code && ` with ${code}`}`, `new MfaAdministratorPolicy(this, 'HelpDesk'${code && `, { ${code} }`});`,
    (stack) => new MfaAdministratorPolicy(stack, 'HelpDesk', props), base);
}

/** A role that members may assume as far as their own policies go; its trust policy decides. */
function role(
  title: string,
  code: string,
  principal: (stack: Stack, account: ExampleAccount) => iam.IPrincipal,
  props: MfaRequiredPrincipalProps = {},
  base?: string,
): Strategy {
  const cache = new Map<ExampleAccount, PolicyDocument>();
  return {
    title,
    code: `new iam.Role(this, 'Admin', { assumedBy: ${code} });`,
    exampleAccounts: EXAMPLE_ACCOUNTS,
    base,
    policies: () => ({}),
    trust: (exampleAccount) => {
      const trust = cache.get(exampleAccount) ?? synthesizedTrust((stack) => new iam.Role(stack, 'Admin', {
        assumedBy: new MfaRequiredPrincipal(principal(stack, exampleAccount), props),
      }), exampleAccount);
      cache.set(exampleAccount, trust);
      return trust;
    },
  };
}

/** A user without a device, who is a member. */
function forceMfa(code: string, props: ForceMfaGroupProps, base: string): Strategy {
  return ours(`ForceMfaGroup${code && ` with ${code}`}: a member, who has no device`, `new ForceMfaGroup(this, 'WithoutMfa'${code && `, { ${code} }`});`,
    (stack) => new ForceMfaGroup(stack, 'WithoutMfa', props), base);
}

export const OURS: Record<string, Strategy> = {
  'console-only': group('CONSOLE_ONLY', '', {}),
  'all-requests': group('ALL_REQUESTS', 'enforcement: MfaEnforcement.ALL_REQUESTS', { enforcement: MfaEnforcement.ALL_REQUESTS }),

  'self-manage': selfManage('', {}),
  'self-manage+password': selfManage('selfManagedCredentials: [UserCredential.PASSWORD]', { selfManagedCredentials: [UserCredential.PASSWORD] }, 'self-manage'),
  'self-manage+self-service': selfManage(SELF_SERVICE_CODE, SELF_SERVICE, 'self-manage'),

  'console-only+no-service-calls': consoleOnlyWith('allowAwsServiceCalls: false', { allowAwsServiceCalls: false }),
  'console-only+password-change': consoleOnlyWith('allowPasswordChange: true', { allowPasswordChange: true }),
  'console-only+actions': consoleOnlyWith("allowActions: ['cloudformation:CreateStack']", { allowActions: ['cloudformation:CreateStack'] }),
  'console-only+exempt-actions': consoleOnlyWith("allowActions: ['iam:GetUser', 'signin:CreateOAuth2Token']", {
    allowActions: ['iam:GetUser', 'signin:CreateOAuth2Token'],
  }),
  'console-only+key-enrollment': consoleOnlyWith('allowEnrollmentWithAccessKeys: true', { allowEnrollmentWithAccessKeys: true }),
  'console-only+federation': consoleOnlyWith('allowFederationTokensWithAccessKeys: true', { allowFederationTokensWithAccessKeys: true }),
  'console-only+administration': consoleOnlyWith('allowUserAdministrationWithAccessKeys: true', { allowUserAdministrationWithAccessKeys: true }),
  'console-only+administration+key-enrollment': consoleOnlyWith(
    'allowUserAdministrationWithAccessKeys: true, allowEnrollmentWithAccessKeys: true',
    { allowUserAdministrationWithAccessKeys: true, allowEnrollmentWithAccessKeys: true },
  ),
  'console-only+mcp': consoleOnlyWith('allowManagedMcpCalls: true', { allowManagedMcpCalls: true }),
  'console-only+credentials': consoleOnlyWith('credentialsRequiringMfa: [every one]', { credentialsRequiringMfa: EVERY_CREDENTIAL }),
  'console-only+max-age': consoleOnlyWith('maxMfaAge: Duration.hours(1)', { maxMfaAge: Duration.hours(1) }),
  'console-only+self-service': consoleOnlyWith(SELF_SERVICE_CODE, SELF_SERVICE),
  'console-only on a user': ours('CONSOLE_ONLY, attached to a user', [
    "const users = [iam.User.fromUserName(this, 'Alice', 'alice')];",
    "new SelfManageMfaPolicy(this, 'SelfManage', { users });",
    "new RequireMfaPolicy(this, 'RequireMfa', { users, enforcement: MfaEnforcement.CONSOLE_ONLY });",
  ].join('\n'), (stack) => {
    const users = [iam.User.fromUserName(stack, 'Alice', 'alice')];
    new SelfManageMfaPolicy(stack, 'SelfManage', { users });
    new RequireMfaPolicy(stack, 'RequireMfa', { users, enforcement: MfaEnforcement.CONSOLE_ONLY });
  }, 'console-only'),

  'console-only+stacks': ours('CONSOLE_ONLY, with a Deny for the stacks of the enforcement', [
    "const developers = new ConsoleMfaEnforcedGroup(this, 'Developers');",
    'developers.addToPolicy(new iam.PolicyStatement({',
    "  sid: 'DenyChangingTheEnforcementStacks',",
    '  effect: iam.Effect.DENY,',
    `  actions: [${STACK_CHANGES.map((action) => `'${action}'`).join(', ')}],`,
    "  resources: [this.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: 'Identity/*' })],",
    "  conditions: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },",
    '}));',
  ].join('\n'), (stack) => {
    const developers = new ConsoleMfaEnforcedGroup(stack, 'Developers');
    developers.addToPolicy(new iam.PolicyStatement({
      sid: 'DenyChangingTheEnforcementStacks',
      effect: iam.Effect.DENY,
      actions: STACK_CHANGES,
      resources: [stack.formatArn({ service: 'cloudformation', resource: 'stack', resourceName: 'Identity/*' })],
      conditions: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    }));
  }, 'console-only'),

  // Without services to act for a key, only what tokens let through shows what the guard adds.
  'all-requests+no-service-calls': {
    ...allRequestsWith('allowAwsServiceCalls: false, allowActions: [tokens that name what the guard denies]', {
      allowAwsServiceCalls: false,
      allowActions: GUARDED_ACTIONS.map((action) => Lazy.string({ produce: () => action })),
    }),
    fromTokens: GUARDED_ACTIONS,
  },
  'all-requests+password-change': allRequestsWith('allowPasswordChange: true', { allowPasswordChange: true }),
  'all-requests+actions': allRequestsWith("allowActions: ['cloudformation:CreateStack']", { allowActions: ['cloudformation:CreateStack'] }),
  'all-requests+key-enrollment': allRequestsWith('allowEnrollmentWithAccessKeys: true', { allowEnrollmentWithAccessKeys: true }),
  'all-requests+mcp': allRequestsWith('allowManagedMcpCalls: true', { allowManagedMcpCalls: true }),
  'all-requests+max-age': allRequestsWith('maxMfaAge: Duration.hours(1)', { maxMfaAge: Duration.hours(1) }),

  'help-desk': helpDesk('', {}),
  'help-desk+prefix': helpDesk("userPathPrefix: '/staff/'", { userPathPrefix: '/staff/' }, 'help-desk'),
  'help-desk+max-age': {
    ...helpDesk('maxMfaAge: Duration.hours(1)', { maxMfaAge: Duration.hours(1) }, 'help-desk'),
    redundant: REDUNDANT_WITH_AN_AGE,
  },
  'help-desk in an enforced group': ours('MfaAdministratorPolicy on a ConsoleMfaEnforcedGroup', [
    "const group = new ConsoleMfaEnforcedGroup(this, 'HelpDesk');",
    "new MfaAdministratorPolicy(this, 'Administration', { groups: [group] });",
  ].join('\n'), (stack) => {
    new MfaAdministratorPolicy(stack, 'Administration', { groups: [new ConsoleMfaEnforcedGroup(stack, 'HelpDesk')] });
  }, 'help-desk'),

  'force-mfa': forceMfa('', {}, 'console-only'),
  'force-mfa+all-requests': forceMfa('enforcement: MfaEnforcement.ALL_REQUESTS', { enforcement: MfaEnforcement.ALL_REQUESTS }, 'all-requests'),
  'force-mfa+password-change': forceMfa('allowPasswordChange: true', { allowPasswordChange: true }, 'console-only+password-change'),
  'force-mfa, no member': {
    title: 'ForceMfaGroup: a user who is no member, because of a device, or not yet',
    code: "new ForceMfaGroup(this, 'WithoutMfa');",
    exampleAccounts: EXAMPLE_ACCOUNTS,
    policies: () => ({}),
  },

  'role': role('A role for the account', 'new MfaRequiredPrincipal(new iam.AccountRootPrincipal())', () => new iam.AccountRootPrincipal()),
  'role+max-age': {
    ...role('A role for the account, with maxMfaAge: Duration.hours(1)',
      'new MfaRequiredPrincipal(new iam.AccountRootPrincipal(), { maxMfaAge: Duration.hours(1) })',
      () => new iam.AccountRootPrincipal(), { maxMfaAge: Duration.hours(1) }, 'role'),
    redundant: REDUNDANT_WITH_AN_AGE,
  },
  'role for a user': role('A role for one user', "new MfaRequiredPrincipal(iam.User.fromUserArn(this, 'Alice', arn))",
    (stack, exampleAccount) => iam.User.fromUserArn(stack, 'Alice', userArn(exampleAccount)), {}, 'role'),
  'role for the organization': role('A role for the organization', `new MfaRequiredPrincipal(new iam.OrganizationPrincipal('${ORGANIZATION}'))`,
    () => new iam.OrganizationPrincipal(ORGANIZATION), {}, 'role'),
  'role for two accounts': role('A role for two accounts',
    `new MfaRequiredPrincipal(new iam.CompositePrincipal(new iam.AccountRootPrincipal(), new iam.AccountPrincipal('${OTHER_ACCOUNT}')))`,
    () => new iam.CompositePrincipal(new iam.AccountRootPrincipal(), new iam.AccountPrincipal(OTHER_ACCOUNT)), {}, 'role'),
};

export const STRATEGIES: Record<string, Strategy> = { ...PUBLISHED, ...HELD_ELSEWHERE, ...OURS };

/** A strategy of the table by its name; a slip in the table should say so. */
export function strategyNamed(name: string): Strategy {
  const strategy = STRATEGIES[name];
  if (strategy === undefined) {
    throw new Error(`the expected table names the strategy "${name}", which strategies.ts does not have`);
  }
  return strategy;
}
