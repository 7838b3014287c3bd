import type { aws_iam as iam } from 'aws-cdk-lib';
import type { DeniedRequests, MfaConditionOptions } from './conditions';
import {
  FEDERATED_SESSION, THROUGH_A_MANAGED_MCP_SERVER, THROUGH_A_SERVICE, WITHOUT_MFA_CONDITION_KEY, managedMcpCallsWithoutMfa, requestsWithoutMfa,
  unlessMfaPresent,
} from './conditions';
import type { IamArns } from './iam-arns';
import { deny } from './statement';
import { writeActions } from './user-credential-actions';
import { MfaEnforcement } from '../../mfa-enforcement';
import { UserCredential } from '../../user-credential';

/** All of the options with their defaults filled in. */
export interface RequireMfaStatementOptions extends MfaConditionOptions {
  readonly allowPasswordChange: boolean;
  readonly allowActions: string[];
  readonly allowEnrollmentWithAccessKeys: boolean;
  readonly allowFederationTokensWithAccessKeys: boolean;
  readonly allowUserAdministrationWithAccessKeys: boolean;
  readonly credentialsRequiringMfa: UserCredential[];
}

/** The two calls that make a device count. */
const ENROLLMENT = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'];

/** Exempt actions that only look, at a user's devices. */
const LOOKING_AT_OWN_USER = ['iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices'];

/** Exempt actions that only look, without a resource. AWS does not judge GetSessionToken by policy; people and other simulators do. */
const LOOKING_AT_ANY_RESOURCE = ['iam:ListVirtualMFADevices', 'sts:GetSessionToken'];

/** Where an account turns on console sign-in authorization, AWS judges the sign-in by them; elsewhere they make tokens for the command line. */
const CONSOLE_SIGN_IN = ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'];

const WAYS_INTO_THE_CONSOLE_OF_A_USER = ['iam:CreateLoginProfile', 'iam:DeactivateMFADevice', 'iam:UpdateLoginProfile'];

/** The Deny side without the guard, which depends on what the policy is attached to. */
export function requireMfaStatements(options: RequireMfaStatementOptions, arns: IamArns): iam.PolicyStatement[] {
  return [
    ...denyAllButEnrollment(options, arns),
    ...denyExemptActionsToFederatedSessions(options),
    ...denyManagedMcpCalls(options),
    ...denyEnrollmentWithAccessKeys(options, arns),
    denyEnrollmentThroughServices(options),
    ...denyWaysIntoTheConsole(options, arns),
    ...denyCredentialChanges(options),
    ...denyPasswordChangesByAccessKeys(options),
  ];
}

interface ExemptActions {
  /** They name a user, and so could be used on somebody else. */
  readonly onOwnUser: string[];
  readonly onConsole: string[];
  readonly onAnyResource: string[];
}

function exemptActions({ allowPasswordChange }: RequireMfaStatementOptions, suffix: DeniedRequests['suffix']): ExemptActions {
  if (suffix === 'WithOldMfa') {
    // A session that is too old must not make itself young by a device of its thief's. A new sign-in enrolls.
    return { onOwnUser: LOOKING_AT_OWN_USER, onConsole: [], onAnyResource: LOOKING_AT_ANY_RESOURCE };
  }
  return {
    onOwnUser: ['iam:EnableMFADevice', ...LOOKING_AT_OWN_USER, 'iam:ResyncMFADevice', ...(allowPasswordChange ? ['iam:ChangePassword'] : [])],
    onConsole: CONSOLE_SIGN_IN,
    onAnyResource: ['iam:CreateVirtualMFADevice', ...LOOKING_AT_ANY_RESOURCE, ...(allowPasswordChange ? ['iam:GetAccountPasswordPolicy'] : [])],
  };
}

function denyAllButEnrollment(options: RequireMfaStatementOptions, arns: IamArns): iam.PolicyStatement[] {
  return requestsWithoutMfa(options).flatMap(({ suffix, conditions }) => {
    const { onOwnUser, onConsole, onAnyResource } = exemptActions(options, suffix);
    const limited = unlessNamed(options, [...onOwnUser, ...onConsole]);
    return [
      deny({
        sid: `DenyAllButEnrollment${suffix}`,
        notActions: withoutRepetition([...onOwnUser, ...onConsole, ...onAnyResource, ...options.allowActions]),
        resources: ['*'],
        conditions,
      }),
      ...(limited.length === 0 ? [] : [deny({
        // Each of these actions works on one type of resource, so one statement serves both types.
        sid: `DenyExemptActionsElsewhere${suffix}`,
        actions: limited,
        notResources: [...arns.ownUser, ...(onConsole.length === 0 ? [] : [arns.anyConsole])],
        conditions,
      })]),
    ];
  });
}

/**
 * A federated session belongs to a user, and has no user name. AWS says that a variable without a value may make a whole statement invalid,
 * and the statement on exempt actions elsewhere names the own user by a variable.
 */
function denyExemptActionsToFederatedSessions(options: RequireMfaStatementOptions): iam.PolicyStatement[] {
  const actions = unlessNamed(options, exemptActions(options, 'WithoutMfa').onOwnUser);
  return actions.length === 0 ? [] : [deny({ sid: 'DenyExemptActionsToFederatedSessions', actions, resources: ['*'], conditions: FEDERATED_SESSION })];
}

/** What the user names is exempt everywhere. */
function unlessNamed({ allowActions }: RequireMfaStatementOptions, actions: string[]): string[] {
  const named = new Set(allowActions.map((action) => action.toLowerCase()));
  return actions.filter((action) => !named.has(action.toLowerCase()));
}

/** What an option lets through is everyday work; enrollment stays closed. */
function denyManagedMcpCalls(options: RequireMfaStatementOptions): iam.PolicyStatement[] {
  if (options.allowManagedMcpCalls) {
    return [deny({
      sid: 'DenyEnrollmentThroughManagedMcp',
      actions: ENROLLMENT,
      resources: ['*'],
      conditions: { ...unlessMfaPresent(options), ...THROUGH_A_MANAGED_MCP_SERVER },
    })];
  }
  return managedMcpCallsWithoutMfa(options)
    .map(({ suffix, conditions }) => deny({ sid: `DenyManagedMcpCalls${suffix}`, actions: ['*'], resources: ['*'], conditions }));
}

/** A leaked key of a user who has no device yet must not enroll the attacker's. */
function denyEnrollmentWithAccessKeys(options: RequireMfaStatementOptions, arns: IamArns): iam.PolicyStatement[] {
  const sid = 'DenyEnrollmentWithAccessKeys';
  const conditions = WITHOUT_MFA_CONDITION_KEY;
  const own = !options.allowEnrollmentWithAccessKeys;
  const others = !options.allowUserAdministrationWithAccessKeys;
  if (own && others) {
    return [deny({ sid, actions: ENROLLMENT, resources: ['*'], conditions })];
  }
  if (own) {
    return [deny({ sid, actions: ['iam:EnableMFADevice'], resources: arns.ownUser, conditions })];
  }
  // Under ALL_REQUESTS a key is denied the devices of others as it is.
  if (others && options.enforcement === MfaEnforcement.CONSOLE_ONLY) {
    return [deny({ sid, actions: ['iam:EnableMFADevice'], notResources: arns.ownUser, conditions })];
  }
  return [];
}

function denyEnrollmentThroughServices(options: RequireMfaStatementOptions): iam.PolicyStatement {
  return deny({
    sid: 'DenyEnrollmentThroughServices',
    actions: ENROLLMENT,
    resources: ['*'],
    conditions: { ...unlessMfaPresent(options), ...THROUGH_A_SERVICE },
  });
}

function denyWaysIntoTheConsole(options: RequireMfaStatementOptions, arns: IamArns): iam.PolicyStatement[] {
  const sid = 'DenyWaysIntoTheConsoleWithoutMfa';
  const conditions = unlessMfaPresent(options);
  const federation = options.allowFederationTokensWithAccessKeys ? [] : ['sts:GetFederationToken'];
  if (!options.allowUserAdministrationWithAccessKeys) {
    const actions = [...WAYS_INTO_THE_CONSOLE_OF_A_USER, 'iam:DeleteVirtualMFADevice', ...federation];
    return [deny({ sid, actions, resources: ['*'], conditions })];
  }
  return [
    deny({ sid, actions: WAYS_INTO_THE_CONSOLE_OF_A_USER, resources: arns.ownUser, conditions }),
    ...federation.map((action) => deny({ sid: 'DenyFederationTokensWithoutMfa', actions: [action], resources: ['*'], conditions })),
  ];
}

function denyCredentialChanges(options: RequireMfaStatementOptions): iam.PolicyStatement[] {
  const elsewhere = new Set([
    ...(options.allowPasswordChange ? ['iam:ChangePassword'] : []),
    ...(options.allowUserAdministrationWithAccessKeys ? [] : WAYS_INTO_THE_CONSOLE_OF_A_USER),
  ]);
  const actions = writeActions(options.credentialsRequiringMfa).filter((action) => !elsewhere.has(action));
  return actions.length === 0 ? [] : [deny({
    sid: 'DenyCredentialChangesWithoutMfa',
    actions,
    resources: ['*'],
    conditions: unlessMfaPresent(options),
  })];
}

/** A console session may change the password without MFA then. A key, or a service that acts for it, may not. */
function denyPasswordChangesByAccessKeys(options: RequireMfaStatementOptions): iam.PolicyStatement[] {
  if (!options.allowPasswordChange || !options.credentialsRequiringMfa.includes(UserCredential.PASSWORD)) {
    return [];
  }
  const denied = { actions: ['iam:ChangePassword'], resources: ['*'] };
  return [
    deny({ sid: 'DenyPasswordChangeWithAccessKeys', ...denied, conditions: WITHOUT_MFA_CONDITION_KEY }),
    deny({ sid: 'DenyPasswordChangeThroughServices', ...denied, conditions: { ...unlessMfaPresent(options), ...THROUGH_A_SERVICE } }),
  ];
}

/** IAM does not look at the case of an action, so `iam:getuser` beside `iam:GetUser` would only cost characters. */
function withoutRepetition(actions: string[]): string[] {
  const seen = new Set<string>();
  return actions.filter((action) => !seen.has(action.toLowerCase()) && seen.add(action.toLowerCase()));
}
