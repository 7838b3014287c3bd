/** Stacks of one input: who imports a group, a policy or a boundary is judged with what the stack that exports it says. */
import { App, CfnOutput, Fn, Stack, Stage, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StackName } from '../../../access/judge/inputs/parse-input';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { ConsoleMfaEnforcedGroup } from '../../../src';

const ROWS = judgeTable();

interface File {
  readonly name: string;
  readonly text: string;
  readonly stack?: StackName;
}

/** CDK has it in an id. */
const withoutHash = (id = '') => id.replace(/[0-9A-F]{8}$/, '');

/** The worst of what is asked of each. */
function judged(files: readonly File[], isLeftOut: (name: string) => boolean = () => false): Record<string, string> {
  const { subjects } = report(readInputs(files.filter(({ name }) => !isLeftOut(name))), ROWS);
  return Object.fromEntries(subjects.flatMap(({ members, counts }) => members
    .map(({ name }) => [withoutHash(name), counts.open > 0 ? 'open' : counts.depends > 0 ? 'depends' : 'clean'])));
}

function synthesized(app: App): File[] {
  const { directory, stacksRecursively } = app.synth();
  return stacksRecursively.map(({ templateFullPath, template, stackName }) => (
    { name: templateFullPath.replace(directory, 'cdk.out'), text: JSON.stringify(template), stack: { name: stackName } }));
}

describe('an app of CDK', () => {
  const ALL = iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess');
  const userOf = (scope: Construct, group: iam.IGroup, id = 'U') => new iam.User(scope, id, { groups: [group], managedPolicies: [ALL] });
  const files = (define: (scope: Construct) => void, isStaged = false) => {
    const app = new App();
    define(isStaged ? new Stage(app, 'Dev') : app);
    if (isStaged) {
      define(new Stage(app, 'Prod'));
    }
    return synthesized(app);
  };
  const inTwoStacks = (scope: Construct) => {
    const group = new ConsoleMfaEnforcedGroup(new Stack(scope, 'Identity'), 'Group');
    userOf(new Stack(scope, 'Users'), group);
  };

  test('a user of a group in another stack is in that group', () => {
    const subjects = readInputs(files(inTwoStacks)).subjects.filter(({ kind }) => kind === 'user');
    expect(subjects.map(({ name, unknown }) => ({ name: withoutHash(name), unknown }))).toEqual([{ name: 'user U', unknown: [] }]);
    expect(judged(files(inTwoStacks))['user U']).toBe('clean');
  });

  test('in each of two stages', () => {
    const { subjects } = readInputs(files(inTwoStacks, true));
    expect(subjects.filter(({ kind }) => kind === 'user').map(({ unknown }) => unknown)).toEqual([[], []]);
    expect(judged(files(inTwoStacks, true))['user U']).toBe('clean');
  });

  test('what the group has is not known without the stack of the group', () => {
    expect(judged(files(inTwoStacks), (name) => name.includes('Identity'))).toEqual({ 'user U': 'depends' });
  });

  test('a resource of another stack that a policy names is asked about, as one of the own stack is', () => {
    const allowingOn = (holder: iam.IGroup, scope: Construct, who: iam.IUser) => new iam.ManagedPolicy(scope, 'Help', {
      groups: [holder], statements: [new iam.PolicyStatement({ actions: ['iam:UpdateLoginProfile'], resources: [who.userArn] })],
    });
    const dependsOfV = (identity: (scope: Construct) => Stack, users: (scope: Construct, own: Stack) => Stack) => {
      const { subjects } = report(readInputs(files((scope) => {
        const own = identity(scope);
        const group = new ConsoleMfaEnforcedGroup(own, 'Group');
        const somebody = new iam.User(own, 'U');
        const other = users(scope, own);
        allowingOn(new iam.Group(other, 'Helpers', { managedPolicies: [] }), other, somebody);
        const helpers = other.node.findChild('Helpers') as iam.Group;
        new iam.User(other, 'V', { groups: [helpers] });
        new iam.User(other, 'W', { groups: [group] });
      })), ROWS);
      return subjects.filter(({ members }) => members.some(({ name }) => withoutHash(name) === 'user V')).map(({ counts }) => [counts.open, counts.depends]);
    };
    const apart = dependsOfV((scope) => new Stack(scope, 'Identity'), (scope) => new Stack(scope, 'Users'));
    expect(apart).toEqual(dependsOfV((scope) => new Stack(scope, 'All'), (_, own) => own));
    expect(apart[0][1]).toBeGreaterThan(0);
  });

  test('a group with the same id in each stack is another group', () => {
    expect(judged(files((scope) => {
      const identity = new Stack(scope, 'Identity');
      const plain = new iam.Group(identity, 'Group');
      const users = new Stack(scope, 'Users');
      userOf(users, plain, 'Outside');
      userOf(users, new ConsoleMfaEnforcedGroup(users, 'Group'), 'Inside');
      const other = new CfnOutput(identity, 'Other', { value: 'other', exportName: 'other' });
      new iam.CfnGroup(users, 'Named', { groupName: Fn.importValue(other.exportName!) });
    }))).toMatchObject({ 'user Outside': 'open', 'user Inside': 'clean' });
  });

  test('a policy for a group, the policies of a user, and a boundary', () => {
    const { subjects } = readInputs(files((scope) => {
      const identity = new Stack(scope, 'Identity');
      const group = new iam.Group(identity, 'Staff');
      const policy = new iam.ManagedPolicy(identity, 'Shared', { statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] });
      const boundary = new iam.ManagedPolicy(identity, 'Limit', { statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })] });
      const rights = new Stack(scope, 'Rights');
      new iam.ManagedPolicy(rights, 'Extra', { groups: [group], statements: [new iam.PolicyStatement({ actions: ['sns:*'], resources: ['*'] })] });
      const users = new Stack(scope, 'Users');
      new iam.User(users, 'U', { groups: [group], managedPolicies: [policy], permissionsBoundary: boundary });
    }));
    const user = subjects.find(({ name }) => withoutHash(name) === 'user U');
    expect([user?.unknown, withoutHash(user?.appliedPolicies.boundary?.name)]).toEqual([[], 'Limit']);
    expect(user?.appliedPolicies.identity.map(({ name }) => withoutHash(name))).toEqual(['Shared', 'Extra']);
  });
});

const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const ALL = document({ Effect: 'Allow', Action: '*', Resource: '*' });
const NEEDS_MFA = document({ Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } });
const inline = (PolicyDocument: object) => [{ PolicyName: 'p', PolicyDocument }];
const file = (name: string, Resources: object, Outputs: object = {}, more: object = {}): File => (
  { name, text: JSON.stringify({ ...more, Resources, Outputs }) });
const STAFF = { Staff: { Type: 'AWS::IAM::Group', Properties: { Policies: inline(NEEDS_MFA) } } };
const PLAIN = { Staff: { Type: 'AWS::IAM::Group', Properties: { Policies: inline(ALL) } } };
const exported = (Name: unknown = 'staff', more: object = {}) => ({ Staff: { Value: { Ref: 'Staff' }, Export: { Name }, ...more } });
const BY_NAME = { 'Fn::ImportValue': 'staff' };
const output = (more: object = {}) => ({ 'Fn::GetStackOutput': { StackName: 'Identity', OutputName: 'Staff', ...more } });
const ada = (group: unknown, more: object = {}, others: object = {}) => ({
  Ada: { Type: 'AWS::IAM::User', Properties: { UserName: 'ada', Policies: inline(ALL), Groups: [group], ...more } }, ...others,
});
const users = (group: unknown, name = 'out/Users.template.json') => file(name, ada(group));
const IDENTITY = file('out/Identity.template.json', STAFF, exported());

test.each<[string, File[]]>([
  ['an export', [IDENTITY, users(BY_NAME)]],
  ['an export of a later file', [users(BY_NAME), IDENTITY]],
  ['an export of a file in another folder', [{ ...IDENTITY, name: 'identity/template.json' }, users(BY_NAME)]],
  ['an export whose name has a default', [file('I.json', STAFF, exported({ 'Fn::Sub': '${Env}-staff' }), { Parameters: { Env: { Type: 'String', Default: 'dev' } } }),
    users({ 'Fn::ImportValue': { 'Fn::Join': ['-', ['dev', 'staff']] } })]],
  ['a group that has an unknown name', [file('I.json', { Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName: { Ref: 'Name' }, Policies: inline(NEEDS_MFA) } } }, exported(),
    { Parameters: { Name: { Type: 'String' } } }), users(BY_NAME)]],
  ['the export of its ARN', [file('I.json', STAFF, { Staff: { Value: { 'Fn::GetAtt': ['Staff', 'Arn'] }, Export: { Name: 'arn' } } }),
    users({ 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::ImportValue': 'arn' }] }] })]],
  ['an export that is exported again', [IDENTITY, file('Again.json', {}, { Again: { Value: BY_NAME, Export: { Name: 'again' } } }), users({ 'Fn::ImportValue': 'again' })]],
  ['an export of the same folder', [IDENTITY, users(BY_NAME), file('other/Identity.template.json', PLAIN, exported())]],
  ['an output of a stack that the file is named after', [IDENTITY, users(output())]],
  ['an output of a stack in the own Region', [IDENTITY, users(output({ Region: { Ref: 'AWS::Region' } }))]],
  ['an export of the same environment', ['1', '2'].flatMap((account) => {
    const stack = { name: 'I', account, region: 'eu-west-1' };
    return [{ ...file(`out/${account}.json`, account === '1' ? STAFF : PLAIN, exported()), stack }, ...account === '1' ? [{ ...users(BY_NAME), stack: { ...stack, name: 'U' } }] : []];
  })],
  ['an output of a stack in a Region', [{ ...IDENTITY, stack: { name: 'Identity', region: 'eu-west-1' } }, users(output({ Region: 'eu-west-1' }))]],
  ['an output of a stack with another name than its file', [{ ...IDENTITY, name: 'out/App.template.json', stack: { name: 'Identity' } }, users(output())]],
])('a group by %s is the group of that stack', (_how, files) => {
  expect(judged(files)['user ada']).toBe('clean');
});

test.each<[string, File[]]>([
  ['an export that nobody has', [file('I.json', STAFF, exported('other')), users(BY_NAME)]],
  ['an export of two stacks', [IDENTITY, file('out/Second.json', PLAIN, exported()), users(BY_NAME)]],
  ['an export of two stacks of other folders', [file('a/I.json', STAFF, exported()), file('b/I.json', STAFF, exported()), users(BY_NAME)]],
  ['an export of a file that is given twice', [IDENTITY, IDENTITY, users(BY_NAME)]],
  ['an export under a condition', [file('I.json', STAFF, exported('staff', { Condition: 'IsSo' })), users(BY_NAME)]],
  ['an export of either group', [file('I.json', STAFF, { Staff: { Value: { 'Fn::If': ['IsSo', { Ref: 'Staff' }, 'other'] }, Export: { Name: 'staff' } } }), users(BY_NAME)]],
  ['an export that only the deployment tells', [file('I.json', STAFF, { Staff: { Value: { Ref: 'Given' }, Export: { Name: 'staff' } } }, { Parameters: { Given: { Type: 'String' } } }), users(BY_NAME)]],
  ['an export of nothing', [file('I.json', STAFF, exported('staff', { Value: { Ref: 'AWS::NoValue' } })), users(BY_NAME)]],
  ['an export that cannot be read', [file('I.json', STAFF, { Staff: { Value: { 'Fn::Unheard': 'of' }, Export: { Name: 'staff' } } }), users(BY_NAME)]],
  ['an export whose name only the deployment tells', [file('I.json', STAFF, exported({ 'Fn::Sub': '${AWS::StackName}-staff' })), users({ 'Fn::ImportValue': { 'Fn::Sub': '${AWS::StackName}-staff' } })]],
  ['exports of one another', [file('A.json', STAFF, { A: { Value: { 'Fn::ImportValue': 'b' }, Export: { Name: 'a' } } }),
    file('B.json', {}, { B: { Value: { 'Fn::ImportValue': 'a' }, Export: { Name: 'b' } } }), users({ 'Fn::ImportValue': 'a' })]],
  ['an export of another account', [{ ...IDENTITY, stack: { name: 'I', account: '1' } }, { ...users(BY_NAME), stack: { name: 'U', account: '2' } }]],
  ['an export of another Region', [{ ...IDENTITY, stack: { name: 'I', region: 'a' } }, { ...users(BY_NAME), stack: { name: 'U', region: 'b' } }]],
  ['an output of the own Region, in which the stack is not', [{ ...IDENTITY, stack: { name: 'Identity', region: 'a' } }, { ...users(output({ Region: { Ref: 'AWS::Region' } })), stack: { name: 'U', region: 'b' } }]],
  ['an export of the stack itself', [file('I.json', { ...STAFF, ...ada(BY_NAME) }, exported())]],
  ['an export of a stack set', [IDENTITY, users(BY_NAME), file('Sets.json', { Sets: { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateURL: 'https://x/Identity.template.json' } } })]],
  ['an output of a stack that is not there', [file('out/Other.json', STAFF, exported()), users(output())]],
  ['an output that the stack does not have', [IDENTITY, users(output({ OutputName: 'Other' }))]],
  ['an output of two stacks of the name', [IDENTITY, { ...IDENTITY, name: 'out/B.json', stack: { name: 'Identity' } }, users(output())]],
  ['an output in another Region', [IDENTITY, users(output({ Region: 'eu-west-1' }))]],
  ['an output in another Region than that of the stack', [{ ...IDENTITY, stack: { name: 'Identity', region: 'eu-west-2' } }, users(output({ Region: 'eu-west-1' }))]],
  ['an output in another account', [IDENTITY, users(output({ RoleArn: 'arn:aws:iam::111122223333:role/reader' }))]],
  ['an output of a file named after another stack', [{ ...IDENTITY, stack: { name: 'Other' } }, users(output())]],
])('a group by %s has what nobody knows', (_how, files) => {
  expect(judged(files)['user ada']).toBe('depends');
});

describe('what holds in one stack does not hold in another', () => {
  const conditional = (Condition: string) => ({ Staff: { Type: 'AWS::IAM::Group', Properties: {} }, P: { Type: 'AWS::IAM::Policy', Condition, Properties: { PolicyDocument: NEEDS_MFA, Groups: [{ Ref: 'Staff' }] } } });

  test('an enforcement under a condition may not be there', () => {
    expect(judged([file('I.json', conditional('IsSo'), exported()), users(BY_NAME)])['user ada']).toBe('depends');
  });

  test('a condition of the same name that chooses a statement is another one', () => {
    const choosing = (...branches: object[]) => [{ PolicyName: 'p', PolicyDocument: { ...NEEDS_MFA, Statement: [{ 'Fn::If': ['IsSo', ...branches] }] } }];
    const [nothing, denial] = [{ Ref: 'AWS::NoValue' }, [NEEDS_MFA.Statement].flat()];
    const staff = { Staff: { Type: 'AWS::IAM::Group', Properties: { Policies: choosing(denial, nothing) } } };
    const { Ada } = ada(BY_NAME);
    const others = { Ada: { ...Ada, Properties: { ...Ada.Properties, Policies: choosing(nothing, denial) } } };
    expect(judged([file('I.json', staff, exported()), file('Users.json', others)])['user ada']).toBe('depends');
  });

  test('a condition of the same name is another one', () => {
    const others = { Ada: { ...ada(BY_NAME).Ada, Condition: 'IsSo' } };
    expect(judged([file('I.json', conditional('IsSo'), exported()), file('Users.json', others)])['user ada']).toBe('depends');
  });

  test('a parameter of the same name has another value', () => {
    const more = { Parameters: { Name: { Type: 'String' } } };
    const staff = (PolicyDocument: object) => ({ Type: 'AWS::IAM::Group', Properties: { GroupName: { Ref: 'Name' }, Policies: inline(PolicyDocument) } });
    const identity = file('I.json', { Staff: staff(NEEDS_MFA) }, exported(), more);
    const own = file('Users.json', { ...ada({ Ref: 'Own' }), Own: staff(ALL), Eve: { Type: 'AWS::IAM::User', Properties: { UserName: 'eve', Groups: [BY_NAME], Policies: inline(ALL) } } }, {}, more);
    expect(judged([identity, own])).toMatchObject({ 'user ada': 'open', 'user eve': 'clean' });
  });

  const MORE = { Parameters: { Given: { Type: 'String' } } };
  const eve = (group: unknown) => ({ Eve: { Type: 'AWS::IAM::User', Properties: { UserName: 'eve', Policies: inline(ALL), Groups: [group] } } });
  const named = (GroupName: unknown, PolicyDocument: object) => ({ Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName, Policies: inline(PolicyDocument) } } });

  test('an export that only the deployment tells is not what the importing stack does not know', () => {
    const identity = file('I.json', STAFF, { ...exported(), Given: { Value: { Ref: 'Given' }, Export: { Name: 'given' } } }, MORE);
    const own = file('Users.json', { ...named({ Ref: 'Given' }, NEEDS_MFA), ...ada({ 'Fn::ImportValue': 'given' }), ...eve(BY_NAME) }, {}, MORE);
    expect(judged([identity, own])).toMatchObject({ 'user ada': 'depends', 'user eve': 'clean' });
  });

  test('groups that cannot be told are others in each', () => {
    const gone = { 'Fn::GetAtt': ['Gone', 'Name'] };
    const identity = file('I.json', { ...STAFF, Ada: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: NEEDS_MFA, Groups: [gone] } } }, exported());
    expect(judged([identity, file('Users.json', { ...ada(gone), ...eve(BY_NAME) })])).toMatchObject({ 'user ada': 'depends', 'user eve': 'clean' });
  });

  test('exports that cannot be read are others in each', () => {
    const stack = (name: string) => file(`${name}.json`, {}, { Staff: { Value: { 'Fn::Unheard': 'of' }, Export: { Name: name } } });
    const rights = { Mfa: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: NEEDS_MFA, Groups: [{ 'Fn::ImportValue': 'B' }] } } };
    expect(judged([stack('A'), stack('B'), file('Users.json', { ...ada({ 'Fn::ImportValue': 'A' }), ...rights })])['user ada']).toBe('depends');
  });

  test('a name that a condition chooses is another one in each', () => {
    const chosen = { 'Fn::If': ['IsSo', 'one', 'two'] };
    const own = file('Users.json', { ...named(chosen, ALL), ...ada({ Ref: 'Staff' }), ...eve(BY_NAME) });
    expect(judged([file('I.json', named(chosen, NEEDS_MFA), exported()), own])).toMatchObject({ 'user ada': 'open', 'user eve': 'clean' });
  });

  test('a value that only the deployment tells is another one in each', () => {
    const denied = document({ Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalTag/x': { Ref: 'Given' } } } });
    const policies = (stack: string) => file(`${stack}.json`, stack === 'I' ? named('staff', denied) : ada(BY_NAME, { Policies: inline(denied) }), stack === 'I' ? exported() : {}, MORE);
    const { subjects } = readInputs([policies('I'), policies('Users')]);
    const values = subjects.find(({ kind }) => kind === 'user')!.appliedPolicies.identity
      .flatMap(({ statements }) => statements.flatMap(({ conditions }) => conditions.flatMap(({ compared }) => compared?.values)));
    expect(values).toEqual(['${template:Ref.Given.of.Users}', '${template:Ref.Given.of.I}']);
  });

  test('a policy of the same name in each is another one', () => {
    const policy = (id: string, PolicyDocument: object) => ({ [id]: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } } });
    const identity = file('I.json', { ...STAFF, ...policy('P', NEEDS_MFA) }, exported());
    const own = file('Users.json', {
      ...policy('P', document({ Effect: 'Allow', Action: 's3:*', Resource: '*' })),
      ...ada({ Ref: 'Plain' }, { ManagedPolicyArns: [{ Ref: 'P' }] }),
      Plain: { Type: 'AWS::IAM::Group', Properties: {} },
      Eve: { Type: 'AWS::IAM::User', Properties: { Groups: [BY_NAME] } },
    });
    expect(judged([identity, own])).toMatchObject({ 'user ada': 'open', 'user Eve': 'clean' });
  });

  test('policies that nobody has are judged each alone', () => {
    const policy = (PolicyDocument: object) => ({ P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } } });
    const files = [file('I.json', { ...STAFF, ...policy(NEEDS_MFA) }, exported()), file('Users.json', { ...ada(BY_NAME), ...policy(ALL) })];
    expect(judged(files)).toEqual({
      'user ada': 'clean', 'group Staff': 'clean', 'policy P of nobody in the template I': 'clean', 'policy P of nobody in the template Users': 'open',
    });
  });

  test('stacks with a user of the same name are of different accounts', () => {
    const other = file('Prod.json', { ...ada(BY_NAME, { ManagedPolicyArns: [] }), Mfa: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: NEEDS_MFA, Users: ['ada'] } } });
    const { subjects } = readInputs([file('I.json', PLAIN, exported()), users(BY_NAME), other]);
    expect(subjects.filter(({ name }) => name === 'user ada').map(({ unknown, appliedPolicies: { identity } }) => [unknown?.length, identity.length])).toEqual([[1, 2], [1, 3]]);
  });
});

test('a template that gives a policy to a group of another stack is not named as one without', () => {
  const rights = file('Rights.json', { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: ALL, Groups: [BY_NAME] } } });
  const network = file('Network.json', { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: BY_NAME } } });
  const { remarks } = readInputs([IDENTITY, rights, users(BY_NAME), network]);
  expect(remarks).toEqual(['No policy of a user or group: Network.json.']);
});

test('stacks whose names of exports only the deployment tells are read apart', () => {
  const name = { 'Fn::Sub': '${AWS::StackName}-staff' };
  const policy = { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: ALL } } };
  expect(judged([file('I.json', { ...STAFF, ...policy }, exported(name)), users({ 'Fn::ImportValue': name })])).toHaveProperty(['policy P of nobody in this template']);
});

test('the default that the name of an export has is told', () => {
  const Parameters = { Env: { Type: 'String', Default: 'dev' } };
  const { remarks } = readInputs([file('I.json', STAFF, exported({ Ref: 'Env' }), { Parameters }), users({ 'Fn::ImportValue': 'dev' })]);
  expect(remarks).toEqual(['Judged with Env=dev, the default of the template.']);
});

test('a fault of a template is told with its name, once', () => {
  expect(() => readInputs([file('I.json', { ...STAFF, 'Fn::ForEach::X': [] }, exported()), users(BY_NAME)])).toThrow(/^(\w+\/)*I\.json: Fn::ForEach::X/);
});

describe('the account of a stack, as the manifest tells it', () => {
  const [own, other] = ['123456789012', '210987654321'];
  const statement = { Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, StringEquals: { 'aws:PrincipalAccount': other } } };
  const text = JSON.stringify({
    Resources: {
      Staff: {
        Type: 'AWS::IAM::Group',
        Properties: {
          ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
          // Only this names an account.
          Policies: [{ PolicyName: 'mfa', PolicyDocument: { Version: '2012-10-17', Statement: [statement, { Effect: 'Deny', Action: 'iam:GetPolicy', Resource: `arn:aws:iam::${other}:policy/x` }] } }],
        },
      },
    },
  });
  const stack = (account?: string): StackName => ({ name: 'Staff', account });

  test.each<[string, StackName | undefined, string | undefined, string, string]>([
    ['wins over one that is named', stack(own), undefined, own, 'open'],
    ['may be the one that is named', stack(other), undefined, other, 'clean'],
    ['is the one that is named, where no manifest tells it', stack(), undefined, other, 'clean'],
    ['is the one that the reader tells', stack(other), own, own, 'open'],
  ])('%s', (_what, ofManifest, told, account, answer) => {
    const { subjects } = readInputs([{ name: 'cdk.out/Staff.template.json', text, stack: ofManifest }], { account: told });
    expect(subjects.map(({ place }) => [place.account, place.isMadeUp])).toEqual([[account, false]]);
    const [{ counts }] = report({ subjects }, ROWS).subjects;
    expect(counts.open > 0 ? 'open' : 'clean').toBe(answer);
  });
});
