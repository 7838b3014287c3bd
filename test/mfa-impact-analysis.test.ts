import { App, Aws, CfnParameter, Duration, Lazy, Size, Stack, Token, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ACCOUNT, OTHER_ACCOUNT, expectRefused, expectSynthRefused, importedGroup, importedUser, refusal, requireMfa, testStack, warningsOf } from './helpers';
import { defaultPolicies } from './impact/default-policies';
import { ConsoleMfaEnforcedGroup, MfaEnforcement, MfaImpactAnalysis, MfaImpactAnalysisProps } from '../src';
import { defaultStatements, statementsOf } from '../src/private/impact/athena/policy-statements';
import { queryText } from '../src/private/impact/athena/query-text';

const inAccount = () => testStack({ env: { account: ACCOUNT, region: 'eu-west-1' } });
const bucket = (stack: Stack) => s3.Bucket.fromBucketName(stack, 'TrailBucket', 'trail');
const REGIONS = ['us-east-1', 'eu-west-1'];

function impact(stack: Stack, props: Partial<MfaImpactAnalysisProps> = {}, id = 'Impact'): MfaImpactAnalysis {
  return new MfaImpactAnalysis(stack, id, { trailBucket: stack.node.tryFindChild('TrailBucket') as s3.IBucket ?? bucket(stack), regions: REGIONS, ...props });
}

function templateOf(props: Partial<MfaImpactAnalysisProps> = {}, stack = inAccount()): Template {
  impact(stack, props);
  return Template.fromStack(stack);
}

/** The texts of the queries, with what CloudFormation fills in as `*`. */
const queriesOf = (template: Template): string[] => Object.values(template.findResources('AWS::Athena::NamedQuery'))
  .map(({ Properties }) => Properties.QueryString['Fn::Join'][1].map((part: unknown) => typeof part === 'string' ? part : '*').join(''));

test('by default it is this', () => {
  const template = templateOf().toJSON();
  Object.values<any>(template.Resources).filter(({ Type }) => Type === 'AWS::Athena::NamedQuery').forEach(({ Properties }) => {
    Properties.QueryString = 'reviewed in test/stability';
  });
  expect(template).toMatchSnapshot();
});

test('there is nothing to warn of', () => {
  const stack = inAccount();
  impact(stack);
  expect(warningsOf(stack)).toEqual([]);
});

describe('the workgroup', () => {
  test('enforces its settings, encrypts the results, and cancels a query that reads too much', () => {
    templateOf().hasResourceProperties('AWS::Athena::WorkGroup', {
      RecursiveDeleteOption: true,
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        BytesScannedCutoffPerQuery: 1024 ** 4,
        EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
        ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_S3' }, ExpectedBucketOwner: { Ref: 'AWS::AccountId' } },
      },
    });
  });

  test.each([[Size.bytes(10_000_000), 10_000_000], [Size.gibibytes(100), 100 * 1024 ** 3]])('takes %s', (bytesScannedCutoffPerQuery, bytes) => {
    templateOf({ bytesScannedCutoffPerQuery }).hasResourceProperties('AWS::Athena::WorkGroup', {
      WorkGroupConfiguration: { BytesScannedCutoffPerQuery: bytes },
    });
  });

  test('has a name of its own in each stack and for each construct', () => {
    const stack = inAccount();
    impact(stack);
    impact(stack, {}, 'Other');
    const names = Object.values(Template.fromStack(stack).findResources('AWS::Athena::WorkGroup')).map(({ Properties }) => Properties.Name);
    expect(new Set(names.map((name) => JSON.stringify(name))).size).toBe(2);
    expect(JSON.stringify(names)).toContain('AWS::StackId');
  });
});

test('the results are encrypted, private, reached by TLS only, and deleted in time', () => {
  const template = templateOf({ resultsExpiration: Duration.days(7) });
  template.hasResource('AWS::S3::Bucket', {
    Properties: {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 7, Status: 'Enabled' })] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    },
    DeletionPolicy: 'Retain',
  });
  template.hasResourceProperties('AWS::S3::BucketPolicy', {
    PolicyDocument: { Statement: [Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })] },
  });
});

describe('the table', () => {
  const parametersOf = (template: Template) => Object.values(template.findResources('AWS::Glue::Table'))[0].Properties.TableInput.Parameters;

  test('projects the account of the stack, the Regions, and 90 days', () => {
    expect(parametersOf(templateOf())).toMatchObject({
      'projection.enabled': 'true',
      'projection.account.values': ACCOUNT,
      'projection.region.values': 'us-east-1,eu-west-1',
      'projection.day.range': 'NOW-90DAYS,NOW',
      'storage.location.template': 's3://trail/AWSLogs/${account}/CloudTrail/${region}/${day}',
    });
  });

  test('names each account and Region once', () => {
    expect(parametersOf(templateOf({ accounts: [ACCOUNT, OTHER_ACCOUNT, ACCOUNT], regions: ['us-east-1', 'us-east-1'] }))).toMatchObject({
      'projection.account.values': `${ACCOUNT},${OTHER_ACCOUNT}`, 'projection.region.values': 'us-east-1',
    });
  });

  test('looks where the trail of an organization writes to', () => {
    const template = templateOf({ s3KeyPrefix: 'o-exampleorg/logs', organizationId: 'o-exampleorg', accounts: [OTHER_ACCOUNT], lookback: Duration.days(7) });
    expect(parametersOf(template)).toMatchObject({
      'projection.day.range': 'NOW-7DAYS,NOW',
      'storage.location.template': 's3://trail/o-exampleorg/logs/AWSLogs/o-exampleorg/${account}/CloudTrail/${region}/${day}',
    });
    expect(queriesOf(template)[0]).toContain("'s3://trail/o-exampleorg/logs/AWSLogs/o-exampleorg/'");
  });

  test('has the columns that the queries read', () => {
    const { StorageDescriptor: { Columns } } = Object.values(templateOf().findResources('AWS::Glue::Table'))[0].Properties.TableInput;
    const types = Object.fromEntries(Columns.map(({ Name, Type }: any) => [Name, Type]));
    const read = [
      'eventtype', 'eventsource', 'eventname', 'awsregion', 'sourceipaddress', 'errorcode', 'errormessage', 'sessioncredentialfromconsole', 'eventtime',
      'eventid', 'sharedeventid', 'recipientaccountid', 'eventcategory', 'requestparameters', 'responseelements', 'additionaleventdata',
    ];
    expect(read.filter((name) => types[name] !== 'string')).toEqual([]);
    expect(types.addendum).toContain('originaleventid:string');
    for (const field of ['type', 'principalid', 'arn', 'accountid', 'username', 'accesskeyid', 'invokedby', 'mfaauthenticated', 'creationdate']) {
      expect(types.useridentity).toContain(`${field}:string`);
    }
  });
});

describe('the queries', () => {
  test('are one for each mode by default, by the statements of RequireMfaPolicy', () => {
    const template = templateOf();
    expect(Object.values(template.findResources('AWS::Athena::NamedQuery')).map(({ Properties }) => Properties.Name)).toEqual([
      'MFA impact of CONSOLE_ONLY', 'MFA impact of ALL_REQUESTS',
    ]);
    const shown = (statements: readonly object[]) => statements.map((statement) => JSON.stringify(statement, (_, value: unknown) =>
      typeof value === 'string' ? value.replace(/^arn:aws:iam::\d*:/, 'arn::iam:::').replace(/^arn:aws:signin:/, 'arn::signin:') : value));
    for (const [name, statements] of Object.entries(defaultPolicies())) {
      const ours = defaultStatements(MfaEnforcement[name as keyof typeof MfaEnforcement], testStack()).map((one) => JSON.parse(JSON.stringify(one)));
      expect(ours.map(({ Sid }) => Sid)).toEqual(statements.map(({ Sid }) => Sid));
      expect(shown(ours).sort()).toEqual(shown(statements).sort());
    }
  });

  test('are one for each policy, with what it says when the app is complete', () => {
    const stack = inAccount();
    const policy = requireMfa(stack, { groups: [importedGroup(stack)] });
    const { requireMfaPolicy } = new ConsoleMfaEnforcedGroup(stack, 'Developers', { groupName: 'developers' });
    const { queries, table, workGroup } = impact(stack, { policies: [policy, requireMfaPolicy, policy] });
    policy.attachToGroup(importedGroup(stack, 'late'));
    policy.attachToUser(importedUser(stack));
    expect(queries).toHaveLength(2);
    const [first, second] = queriesOf(Template.fromStack(stack));
    expect(first).toContain("' group/devs '");
    expect(first).toContain("' group/late '");
    expect(first).toContain('DenyDetachingFromUsersWithoutMfa');
    expect(second).toContain("' group/developers '");
    expect(stack.resolve([table.databaseName, queries[0].workGroup])).toEqual([queries[0].database, workGroup.ref].map((one) => stack.resolve(one)));
  });

  test('say depends where only the deployment knows the name of a group', () => {
    const stack = inAccount();
    const parameter = new CfnParameter(stack, 'Name');
    const names: iam.IGroup[] = [
      new iam.Group(stack, 'Unnamed'), importedGroup(stack, parameter.valueAsString, 'Parameter'), new iam.Group(stack, 'Token', { groupName: parameter.valueAsString }),
      importedGroup(stack, Token.asString({ 'Fn::ImportValue': 'name' }), 'Import'), importedGroup(stack, `team-${parameter.valueAsString}`, 'Part'),
      importedGroup(stack, `team-${Aws.ACCOUNT_ID}`, 'Account'), importedGroup(stack, `${Aws.REGION}-team`, 'Region'),
      new iam.Group(testStack({ scope: stack.node.root as App, id: 'Elsewhere', env: { account: ACCOUNT, region: 'eu-west-1' } }), 'Group'),
    ];
    for (const [index, group] of names.entries()) {
      const statements = statementsOf(requireMfa(stack, { groups: [group] }, `Policy${index}`));
      const { Resource } = statements.find(({ Sid }) => Sid === 'DenyUndoingTheEnforcementWithoutMfa')!;
      expect([Resource].flat().filter((arn) => arn!.includes('group/')).sort()).toEqual(['', '*/'].map((path) => `arn::iam::${ACCOUNT}:group/${path}\${unknown}`));
    }
    const other = inAccount();
    impact(other, { policies: [requireMfa(other, { groups: [new iam.Group(other, 'Unnamed')] })] });
    expect(queriesOf(Template.fromStack(other))[0]).toContain("starts_with(target, 'group/')");
  });

  test('of a policy that is kept out of the template are by its document', () => {
    const stack = inAccount();
    iam.Role.customizeRoles(stack);
    expect(statementsOf(requireMfa(stack)).map(({ Sid }) => Sid)).toContain('DenyAllButEnrollmentWithoutMfa');
  });

  test('of a policy with an override are by the override', () => {
    const stack = inAccount();
    const policy = requireMfa(stack);
    const resource = policy.node.defaultChild as iam.CfnManagedPolicy;
    resource.addPropertyOverride('PolicyDocument', { Statement: [{ Sid: 'Mine', Effect: 'Deny', Action: '*', Resource: '*' }] });
    expect(statementsOf(policy).map(({ Sid }) => Sid)).toEqual(['Mine']);
  });

  test('name the accounts that only the deployment knows', () => {
    expect(queriesOf(templateOf({}, testStack()))[0]).toContain("THEN '*' END AS covered_accounts");
  });

  test('have names and descriptions that Athena takes', () => {
    const stack = testStack({ id: 'S'.repeat(120) });
    impact(stack, { policies: ['A', 'B'].map((id) => requireMfa(stack, {}, id.padStart(120, 'P'))) });
    const names = Object.values(Template.fromStack(stack).findResources('AWS::Athena::NamedQuery')).map(({ Properties }) => Properties.Name as string);
    expect(names.map(({ length }) => length)).toEqual([128, 128]);
    expect(new Set(names).size).toBe(2);
  });
});

describe('refuses at synth', () => {
  test('a statement that was added to a policy, because records do not tell what it does', () => {
    const stack = inAccount();
    const policy = requireMfa(stack);
    policy.addStatements(new iam.PolicyStatement({ sid: 'Office', effect: iam.Effect.DENY, actions: ['*'], resources: ['*'], conditions: { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } } }));
    impact(stack, { policies: [policy] });
    expectSynthRefused(stack,
      /Stack\/Impact: policies got ".*", expected statements of RequireMfaPolicy.*; fix: leave the policy out/);
    expect(() => Template.fromStack(stack)).toThrow('Stack/Policy, with Office: the condition IpAddress aws:SourceIp');
  });

  test('a path that only the deployment knows', () => {
    const stack = inAccount();
    impact(stack, { policies: [requireMfa(stack, { path: new CfnParameter(stack, 'Path').valueAsString })] });
    expectSynthRefused(stack, refusal('Stack/Impact', 'policies', '"Stack/Policy, with a name that only the deployment tells"'));
  });

  test('a query that is too long for Athena', () => {
    const stack = inAccount();
    impact(stack, { accounts: Array.from({ length: 20_000 }, (_, index) => `${100_000_000_000 + index}`) });
    expectSynthRefused(stack, /Stack\/Impact: accounts got "20000 accounts, and with them a query of \d+ bytes", expected at most 262144 bytes.*; fix: name fewer accounts/);
  });
});

test('a fault of its own is not the fault of a policy', () => {
  const asked = { path: 'Impact', table: 'cloudtrail', root: 's3://trail/AWSLogs/', accounts: [ACCOUNT], regions: REGIONS, lookbackDays: 90 };
  expect(() => queryText(asked, 'Policy', () => { throw new Error('a fault'); })).toThrow(/^a fault$/);
});

test.each<[string, string, (stack: Stack) => object, string]>([
  ['trailBucket', 'nothing', () => ({ trailBucket: undefined }), 'the bucket of a trail'],
  ['trailBucket', '"my-trail"', () => ({ trailBucket: 'my-trail' }), 'a construct of a bucket'],
  ['trailBucket', '"the group Stack/devs"', (stack) => ({ trailBucket: importedGroup(stack) }), 'a construct of a bucket'],
  ...['/logs', 'logs/', '', 'AWSLogs', 'logs/AWSLogs', 'a//b', 'a${b}', 'a'.repeat(201), null].map((s3KeyPrefix): [string, string, () => object, string] =>
    ['s3KeyPrefix', JSON.stringify(s3KeyPrefix), () => ({ s3KeyPrefix }), 'what stands before AWSLogs/']),
  ...['exampleorg', 'o-Example0000', 'o-short'].map((organizationId): [string, string, () => object, string] =>
    ['organizationId', JSON.stringify(organizationId), () => ({ organizationId, accounts: [ACCOUNT] }), 'the id of an organization']),
  ['accounts', 'nothing', () => ({ organizationId: 'o-exampleorg' }), 'accounts together with organizationId'],
  ['accounts', '[]', () => ({ accounts: [] }), 'an array with at least one value'],
  ['accounts', `"${ACCOUNT}"`, () => ({ accounts: ACCOUNT }), 'an array'],
  ['accounts[1]', '"12345"', () => ({ accounts: [ACCOUNT, '12345'] }), 'an account id of 12 digits'],
  ['regions', 'nothing', () => ({ regions: undefined }), 'an array with at least one value'],
  ['regions', '[]', () => ({ regions: [] }), 'an array with at least one value'],
  ['regions', '"an unresolved list"', () => ({ regions: Lazy.list({ produce: () => REGIONS }) }), 'an array with at least one value'],
  ['accounts', '"an unresolved list"', () => ({ accounts: Lazy.list({ produce: () => [ACCOUNT] }) }), 'an array with at least one value'],
  ['regions[1]', '"Ireland"', () => ({ regions: ['us-east-1', 'Ireland'] }), 'a Region'],
  ['regions', '["eu-west-1"]', () => ({ regions: ['eu-west-1'] }), 'us-east-1 among them, because the calls of IAM'],
  ['regions', '["cn-northwest-1"]', () => ({ regions: ['cn-northwest-1'] }), 'Regions of the partition that eu-west-1 is in'],
  ['lookback', '"0 days"', () => ({ lookback: Duration.days(0) }), 'whole days'],
  ['lookback', '"7"', () => ({ lookback: 7 }), 'whole days'],
  ['resultsExpiration', '"43200 seconds"', () => ({ resultsExpiration: Duration.hours(12) }), 'whole days'],
  ['bytesScannedCutoffPerQuery', '"9999999 bytes"', () => ({ bytesScannedCutoffPerQuery: Size.bytes(9_999_999) }), 'at least 10000000 bytes'],
  ['bytesScannedCutoffPerQuery', '5', () => ({ bytesScannedCutoffPerQuery: 5 }), 'at least 10000000 bytes'],
  ['bytesScannedCutoffPerQuery', 'null', () => ({ bytesScannedCutoffPerQuery: null }), 'at least 10000000 bytes'],
  ['bytesScannedCutoffPerQuery', '"an unresolved token"', () => ({ bytesScannedCutoffPerQuery: Size.bytes(Token.asNumber({ Ref: 'Bytes' })) }), 'at least'],
  ['policies', '"Policy"', () => ({ policies: 'Policy' }), 'an array of RequireMfaPolicy'],
  ['policies[0]', '"Stack/devs"', (stack) => ({ policies: [importedGroup(stack)] }), 'a RequireMfaPolicy'],
  ['policies[0]', '"Policy"', () => ({ policies: ['Policy'] }), 'a RequireMfaPolicy'],
])('refuses %s of %s before it creates anything', (prop, got, props, expected) => {
  const stack = inAccount();
  const given = { trailBucket: bucket(stack), regions: REGIONS, ...props(stack) } as MfaImpactAnalysisProps;
  expectRefused(stack, () => new MfaImpactAnalysis(stack, 'Impact', given), refusal('Stack/Impact', prop, got, expected));
});

test.each([['eu-west-1', 'us-east-1'], ['cn-northwest-1', 'cn-north-1'], ['us-iso-east-1', 'us-east-1'], [undefined, 'us-east-1']])(
  'regions as the refusal writes them are taken in a stack of %s', (region, example) => {
    const stack = new Stack(undefined, 'Stack', { env: { account: ACCOUNT, region } });
    const trailBucket = bucket(stack);
    const withRegions = (regions: string[]) => new MfaImpactAnalysis(stack, 'Impact', { trailBucket, regions });
    expect(() => withRegions([])).toThrow(`fix: write it as in ['${example}']`);
    expect(() => withRegions([example])).not.toThrow();
  });

test('refuses to be without props, which plain JavaScript lets pass', () => {
  const stack = inAccount();
  expect(() => new MfaImpactAnalysis(stack, 'Impact', undefined as any)).toThrow(refusal('Stack/Impact', 'trailBucket', 'nothing', 'the bucket of a trail'));
  expect(stack.node.tryFindChild('Impact')).toBeUndefined();
});

test('refuses regions of another partition than that of the stack', () => {
  const stack = new Stack(undefined, 'Stack', { env: { account: ACCOUNT, region: 'cn-north-1' } });
  const trailBucket = bucket(stack);
  const withRegions = (regions: string[]) => new MfaImpactAnalysis(stack, 'Impact', { trailBucket, regions });
  expect(() => withRegions(['cn-northwest-1'])).toThrow('cn-north-1 among them');
  expect(() => withRegions(REGIONS)).toThrow('Regions of the partition that cn-north-1 is in, because a trail has calls of its own partition only; fix: leave us-east-1 out, or use a stack of its partition');
});

test('takes tokens, empty lists of policies, the longest prefix, and Regions of partitions that it does not know', () => {
  const stack = inAccount();
  const token = (name: string) => new CfnParameter(stack, name).valueAsString;
  const { queries } = impact(stack, {
    s3KeyPrefix: token('Prefix'), organizationId: token('Organization'), accounts: [token('Account')], regions: [token('Region'), 'eu-west-1'], policies: [],
  });
  expect(queries).toHaveLength(2);
  impact(stack, { regions: ['us-iso-east-1'], s3KeyPrefix: 'a'.repeat(200) }, 'Isolated');
  expect(() => Template.fromStack(stack)).not.toThrow();
});

test('grants what somebody needs to run the queries and read the results', () => {
  const stack = inAccount();
  const user = new iam.User(stack, 'Ann');
  impact(stack, { organizationId: 'o-exampleorg', accounts: [ACCOUNT] }).grantQuery(user).assertSuccess();
  const [{ Properties: { PolicyDocument: { Statement } } }] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  expect(Statement).toMatchSnapshot();
});

test('grants the database that Athena asks for whichever the query names, and no other', () => {
  const stack = inAccount();
  impact(stack).grantQuery(new iam.User(stack, 'Ann'));
  const glueArn = (resource: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:glue:eu-west-1:${ACCOUNT}:${resource}`]] });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([{
        Effect: 'Allow',
        Action: ['glue:CreateDatabase', 'glue:GetDatabase', 'glue:GetDatabases'],
        Resource: [glueArn('catalog'), glueArn('database/default')],
      }]),
    },
  });
});
