/** The example of a whole account, in the steps of docs/roll-out.md. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { runInNewContext } from 'vm';
import { App, SecretValue, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ts from 'typescript';
import { CHANGED, EXAMPLE, ROLL_OUT, identityStack } from './walk-through';
import { AccountProps, accountProps, addAccount } from '../../examples/account/account';
import { existingGroup } from '../../examples/account/existing-group';
import { addMembers } from '../../examples/account/members';
import * as library from '../../src';

/** As the CDK CLI sets it. */
process.env.CDK_DEFAULT_ACCOUNT = '123456789012';

interface Account {
  readonly app: App;
  readonly identity: Stack;
  readonly monitoring: Stack;
  readonly legacyUsers: Stack;
}

function account(props: AccountProps): Account {
  const app = new App({ analyticsReporting: false });
  addAccount(app, props);
  const [identity, monitoring, legacyUsers] = ['Identity', 'MfaMonitoring', 'LegacyUsers'].map((id) => app.node.findChild(id) as Stack);
  return { app, identity, monitoring, legacyUsers };
}

const resourcesOf = (stack: Stack): Record<string, any> => Template.fromStack(stack).toJSON().Resources;
const reportsOf = (stack: Stack) => {
  const annotations = Annotations.fromStack(stack);
  return [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())].map(({ level, id }) => `${level} ${id}`).sort();
};

test.each([
  ['nothing', {}, false],
  ['-c enforce=true', { enforce: 'true' }, true],
  ['-c enforce=false', { enforce: 'false' }, false],
  ['"enforce": true in cdk.json', { enforce: true }, true],
  ['"enforce": false in cdk.json', { enforce: false }, false],
])('the app enforces only when asked to, with %s', (_, context, enforce) => {
  expect(accountProps(new App({ context: { ...context, trail: 'trail' } }))).toEqual({ enforce, trailLogGroupName: 'trail' });
});

test('enforced, there is nothing to report', () => {
  const { identity, monitoring, legacyUsers } = account({ enforce: true, trailLogGroupName: 'trail' });
  expect([identity, monitoring, legacyUsers].flatMap(reportsOf)).toEqual([]);
});

test('before, the check warns of the three groups, and of no machine user', () => {
  const { identity, monitoring, legacyUsers } = account({ enforce: false });
  expect(reportsOf(identity)).toEqual(['Administrators', 'Developers', 'HelpDesk'].map((group) => `warning /Identity/${group}/Resource`));
  expect([monitoring, legacyUsers].flatMap(reportsOf)).toEqual([]);
});

test('enforcing adds one policy to each group of Identity, and going back takes nothing else away', () => {
  const before = resourcesOf(account({ enforce: false }).identity);
  const after = resourcesOf(account({ enforce: true }).identity);
  const added = Object.keys(after).filter((id) => !(id in before));
  expect(added.map((id) => [after[id].Type, after[id].Properties.Description])).toEqual(
    Array(3).fill(['AWS::IAM::ManagedPolicy', 'Denies console sessions without MFA everything but enrollment. Access keys keep working, with few exceptions.']));
  expect(Object.fromEntries(Object.entries(after).filter(([id]) => !added.includes(id)))).toEqual(before);
});

test('enforcing ends the dry run of LegacyUsers, and changes nothing else there', () => {
  const before = resourcesOf(account({ enforce: false }).legacyUsers);
  const after = resourcesOf(account({ enforce: true }).legacyUsers);
  const [functionId] = Object.keys(before).filter((id) => before[id].Type === 'AWS::Lambda::Function');
  const { FORCE_MFA_DRY_RUN: dryRun, ...variables } = before[functionId].Properties.Environment.Variables;
  expect(dryRun).toBe('true');
  expect(after[functionId].Properties.Environment.Variables).toEqual(variables);
  delete before[functionId].Properties.Environment;
  delete after[functionId].Properties.Environment;
  // A dry run adds nobody, so it has to ask who is in ten groups.
  const [runPolicyId] = Object.keys(before).filter((id) => /RunPolicy/.test(id));
  const { Statement: statements } = before[runPolicyId].Properties.PolicyDocument;
  before[runPolicyId].Properties.PolicyDocument.Statement = statements.filter(({ Sid }: any) => Sid !== 'AllowCountingGroups');
  expect(after).toEqual(before);
});

test('a legacy user does not leave the group by a rename or without their password', () => {
  const policies = Object.values(resourcesOf(account({ enforce: true }).legacyUsers)).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy');
  const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  expect(statements).toContainEqual(expect.objectContaining({
    Effect: 'Deny', Action: ['iam:DeleteLoginProfile', 'iam:UpdateUser'], Resource: '*',
  }));
});

test('the function is told the path of the legacy users, and whom to leave out', () => {
  Template.fromStack(account({ enforce: true }).legacyUsers).hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { FORCE_MFA_PATH_PREFIX: '/legacy/', FORCE_MFA_EXEMPT_USERS: 'break-glass' } },
  });
});

test('its alarms notify the topic of the monitoring, which is deployed first', () => {
  const { monitoring, legacyUsers } = account({ enforce: true });
  const alarms = Object.values(resourcesOf(legacyUsers)).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  const [topic] = Object.keys(resourcesOf(monitoring)).filter((id) => resourcesOf(monitoring)[id].Type === 'AWS::SNS::Topic');
  expect(alarms.map(({ Properties }) => Properties.AlarmActions)).toEqual(
    Array(4).fill([{ 'Fn::ImportValue': expect.stringMatching(`^MfaMonitoring:ExportsOutputRef${topic}`) }]));
  expect(legacyUsers.dependencies).toEqual([monitoring]);
  expect(monitoring.dependencies).toEqual([]);
});

/** In the account of the example, and in whatever stack. */
function userOfAnotherTeam(enforce: boolean, props: iam.UserProps): string[] {
  const { app, identity } = account({ enforce });
  const other = new Stack(app, 'OtherTeam', { env: { account: identity.account } });
  new iam.User(other, 'User', { password: SecretValue.unsafePlainText('initial'), ...props });
  return reportsOf(other);
}

test('a user with a password and no enforcement is an error, in whatever stack', () => {
  expect(userOfAnotherTeam(true, {})).toEqual(['error /OtherTeam/User/Resource']);
  expect(userOfAnotherTeam(true, { path: '/staff/' })).toEqual(['error /OtherTeam/User/Resource']);
  expect(userOfAnotherTeam(true, { path: '/legacy/', userName: 'break-glass' })).toEqual(['error /OtherTeam/User/Resource']);
});

test('a user under /legacy/ is covered once the group holds such users', () => {
  expect(userOfAnotherTeam(true, { path: '/legacy/' })).toEqual([]);
  expect(userOfAnotherTeam(false, { path: '/legacy/' })).toEqual(['warning /OtherTeam/User/Resource']);
});

test('the role asks for MFA of the last hour', () => {
  Template.fromStack(account({ enforce: true }).identity).hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [{ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } } }],
    },
  });
});

test('the alarms on sign-ins and refused requests are there once the trail is named', () => {
  Template.fromStack(account({ enforce: true }).monitoring).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  Template.fromStack(account({ enforce: true, trailLogGroupName: 'trail' }).monitoring).resourceCountIs('AWS::CloudWatch::Alarm', 2);
});

test('members come from a list, whatever its line ends, without empty lines', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-members-'));
  try {
    const list = join(folder, 'developers.txt');
    writeFileSync(list, 'ada\r\n\r\n bob \n\ncarol');
    const stack = new Stack();
    addMembers(new iam.Group(stack, 'Developers'), list);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::UserToGroupAddition', { Users: ['ada', 'bob', 'carol'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('a group that exists already', () => {
  function stackWith(enforce: boolean): Stack {
    const { identity } = account({ enforce });
    existingGroup(identity, 'Existing', 'developers', enforce);
    return identity;
  }

  test('gets two policies and no other resource, one of them once it is enforced', () => {
    const resources = (enforce: boolean) => Object.entries(resourcesOf(stackWith(enforce))).filter(([id]) => id.startsWith('Existing'));
    const [before, after] = [resources(false), resources(true)];
    expect(before.map(([, { Type, Properties }]) => [Type, Properties.Groups])).toEqual([['AWS::IAM::ManagedPolicy', ['developers']]]);
    expect(after.map(([, { Type, Properties }]) => [Type, Properties.Groups])).toEqual(Array(2).fill(['AWS::IAM::ManagedPolicy', ['developers']]));
    expect(after).toEqual(expect.arrayContaining(before));
  });

  test('is guarded by its name, and gets no warning', () => {
    const stack = stackWith(true);
    expect(reportsOf(stack)).toEqual([]);
    const [enforcement] = Object.entries(resourcesOf(stack)).flatMap(([id, { Properties }]) => id.startsWith('ExistingRequireMfa') ? [Properties] : []);
    const [undoing] = enforcement.PolicyDocument.Statement.filter(({ Sid }: any) => Sid === 'DenyUndoingTheEnforcementWithoutMfa');
    expect(JSON.stringify(undoing.Resource)).toMatch(/:group\/\*\/developers.*:group\/developers/);
  });

  test('is made by the code that the walk-through shows', () => {
    expect(ROLL_OUT).toContain(readFileSync(join(EXAMPLE, 'existing-group.ts'), 'utf8'));
  });
});

describe('the changes that the walk-through asks for', () => {
  /** The stack that a changed file makes, in the account of the example. */
  function stackOf(source: string, name: string, props: object): Stack {
    const script = ts.transpileModule(source, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
    const exports: Record<string, new (scope: App, id: string, props: object) => Stack> = {};
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    runInNewContext(script, { exports, require: (module: string) => module === 'cdk-iam-mfa' ? library : require(module) });
    return new exports[name](new App({ analyticsReporting: false }), 'Changed', { env: { account: '123456789012', region: 'us-east-1' }, ...props });
  }

  const enforcedIn = (source: string) => Object.values(resourcesOf(stackOf(source, 'IdentityStack', { enforce: false })))
    .flatMap(({ Properties }) => Properties?.Description === 'Denies console sessions without MFA everything but enrollment. Access keys keep working, with few exceptions.' ? Properties.Groups : [])
    .map(({ Ref }) => Ref.replace(/\w{8}$/, ''));

  test('enforce one person', () => {
    expect(enforcedIn(CHANGED['with-pilot.ts'])).toEqual(['Pilot']);
  });

  test('enforce one team, and after all teams nothing changes in Identity any more', () => {
    expect(enforcedIn(identityStack)).toEqual([]);
    expect(enforcedIn(CHANGED['one-team.ts'])).toEqual(['Administrators']);
    const allTeams = identityStack.replace(/(= group\(.*), enforce\)/g, '$1, true)');
    expect(enforcedIn(allTeams).sort()).toEqual(['Administrators', 'Developers', 'HelpDesk']);
    // So they stay enforced without the context, which step 6 says.
    expect(resourcesOf(stackOf(allTeams, 'IdentityStack', { enforce: false }))).toEqual(resourcesOf(stackOf(identityStack, 'IdentityStack', { enforce: true })));
  });

  test('subscribe to the topic, and leave a rule out, and keep the alarms of the trail', () => {
    expect(ROLL_OUT).toContain('Import `MfaConfigRule` beside `MfaMonitoring`');
    const template = Template.fromStack(stackOf(CHANGED['with-rules.ts'], 'MonitoringStack', { trailLogGroupName: 'trail' }));
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'security@example.com' });
    expect(Object.values(template.findResources('AWS::Config::ConfigRule')).map(({ Properties }) => Properties.Source.SourceIdentifier).sort()).toEqual([
      'IAM_USER_UNUSED_CREDENTIALS_CHECK', 'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS', 'ROOT_ACCOUNT_MFA_ENABLED',
    ]);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
  });
});

test('the walk-through shows the whole cdk.json, before and after enforcing', () => {
  const files = [...ROLL_OUT.matchAll(/^ *```json\n([^]*?)^ *```$/gm)].map(([, json]) => JSON.parse(json));
  const { context: _, ...settings } = JSON.parse(readFileSync(join(EXAMPLE, 'cdk.json'), 'utf8'));
  expect(files.map(({ context, ...others }) => [others, accountProps(new App({ context }))])).toEqual([false, true].map((enforce) =>
    [settings, { enforce, trailLogGroupName: 'NAME-OF-THE-LOG-GROUP' }]));
});

test('the walk-through names the stacks', () => {
  const commands = [
    'cdk deploy MfaMonitoring\n', 'cdk deploy Identity LegacyUsers\n', 'cdk diff Identity LegacyUsers\n', 'cdk deploy Identity\n',
    'cdk destroy LegacyUsers',
  ];
  expect(commands.filter((command) => !ROLL_OUT.includes(command))).toEqual([]);
});
