/** The proof at the end of docs/roll-out.md: `judge` finds nothing open in the account that the page leads to, and finds whom it left out. */
import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { read } from './texts';
import { addAccount } from '../../examples/account/account';

const ROOT = join(__dirname, '../..');
const ACCOUNT = '123456789012';
const ALL = { Effect: 'Allow', Action: '*', Resource: '*' };

process.env.CDK_DEFAULT_ACCOUNT = ACCOUNT;

interface Person {
  readonly name: string;
  readonly groups?: string[];
  readonly policies?: object[];
  readonly password?: boolean;
  readonly device?: boolean;
  readonly key?: boolean;
}

/** What CloudFormation fills in, with the logical id of a group for its name. */
function resolved(value: any): any {
  if (Array.isArray(value)) {
    return value.map(resolved);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [[key, inner]] = Object.entries<any>(value);
  switch (key) {
    case 'Ref': return ({ 'AWS::Partition': 'aws', 'AWS::AccountId': ACCOUNT, 'AWS::Region': 'us-east-1' } as Record<string, string>)[inner] ?? inner;
    case 'Fn::Join': return inner[1].map(resolved).join(inner[0]);
    case 'Fn::GetAtt': return `arn:aws:iam::${ACCOUNT}:role/${inner[0]}`;
    default: return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolved(each)]));
  }
}

/** The groups of the example, once all is enforced. */
function identity(): Template {
  const app = new App();
  addAccount(app, { enforce: true });
  return Template.fromStack(app.node.findChild('Identity') as Stack);
}

/** The account of the example once all is enforced, as `aws iam get-account-authorization-details` prints it. */
function accountDetails(people: Person[]): object {
  const resources = Object.entries<any>(identity().toJSON().Resources);
  const ofType = (type: string) => resources.filter(([, { Type }]) => Type === type).map(([id, { Properties }]) => ({ id, ...resolved(Properties) }));
  const policies = ofType('AWS::IAM::ManagedPolicy').map(({ id, Path, Groups, PolicyDocument }) => ({ Arn: `arn:aws:iam::${ACCOUNT}:policy${Path}${id}`, Groups, PolicyDocument }));
  const inline = ofType('AWS::IAM::Policy');
  return {
    UserDetailList: people.map(({ name, groups = [], policies: own = [] }) => ({
      UserName: name,
      Arn: userArn(name),
      GroupList: groups,
      AttachedManagedPolicies: [],
      UserPolicyList: own.map((Statement, index) => ({ PolicyName: `own${index}`, PolicyDocument: { Version: '2012-10-17', Statement } })),
    })),
    GroupDetailList: ofType('AWS::IAM::Group').map(({ id, ManagedPolicyArns = [] }) => ({
      GroupName: id,
      Arn: `arn:aws:iam::${ACCOUNT}:group/${id}`,
      GroupPolicyList: inline.filter(({ Groups }) => Groups?.includes(id)).map(({ PolicyName, PolicyDocument }) => ({ PolicyName, PolicyDocument })),
      AttachedManagedPolicies: [...policies.filter(({ Groups }) => Groups.includes(id)).map(({ Arn }) => Arn), ...ManagedPolicyArns]
        .map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').at(-1), PolicyArn })),
    })),
    RoleDetailList: [],
    Policies: policies.map(({ Arn, PolicyDocument }) => ({ Arn, PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: PolicyDocument }] })),
  };
}

const userArn = (name: string) => `arn:aws:iam::${ACCOUNT}:user/${name}`;

function credentialReport(people: Person[]): string {
  return ['user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_2_active',
    ...people.map(({ name, password = false, device = false, key = false }) => [name, userArn(name), '2026-01-01T00:00:00+00:00', password, device, key, false].join(','))].join('\n');
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-proof-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The command of the page, with the files that the commands before it write. */
function prove(people: Person[]): { status: number | null; output: string } {
  const [, options] = /npx --no cdk-iam-mfa judge (account\.json --credential-report .*)\n/.exec(read('docs/roll-out.md'))!;
  writeFileSync(join(folder, 'account.json'), JSON.stringify(accountDetails(people)));
  writeFileSync(join(folder, 'report.json'), JSON.stringify({ Content: Buffer.from(credentialReport(people)).toString('base64'), ReportFormat: 'text/csv' }));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin/cdk-iam-mfa.js'), 'judge', ...options.split(' ')], { cwd: folder, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

const GROUPS = Object.keys(identity().findResources('AWS::IAM::Group'));
const groupOf = (name: string) => GROUPS.filter((id) => id.startsWith(name));

const PEOPLE: Person[] = [
  { name: 'ada', groups: groupOf('Developers'), password: true, device: true, key: true },
  { name: 'bob', groups: groupOf('Administrators'), password: true, device: true },
  { name: 'eve', groups: groupOf('HelpDesk'), password: true, device: true },
  { name: 'new', groups: groupOf('Developers'), password: true },
  { name: 'break-glass', password: true, device: true },
  { name: 'deploy-pipeline', key: true, policies: [[{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:aws:iam::${ACCOUNT}:role/cdk-*` }]] },
];

test('nothing is open once everybody is in an enforced group', () => {
  const { status, output } = prove(PEOPLE);
  expect(status).toBe(0);
  PEOPLE.forEach(({ name }) => expect(output).toMatch(new RegExp(`^${name}: 0 open, `, 'm')));
});

test.each<[string, Person]>([
  ['a person who was forgotten', { name: 'forgotten', password: true, policies: [[ALL]] }],
  ['a machine user that may do everything', { name: 'machine', key: true, policies: [[ALL]] }],
])('%s is found', (_what, person) => {
  const { status, output } = prove([...PEOPLE, person]);
  expect([status, output]).toEqual([1, expect.stringContaining(person.name)]);
});
