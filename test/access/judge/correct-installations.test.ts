/** No alarm on a correct installation, and no all-clear where only a place, a time or a tag keeps MFA away. */
import { mayBeOpen } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { OURS } from '../../../access/matrix/strategies';
import { ExampleAccount, Partition } from '../../../access/requests/example-account';

const ROWS = judgeTable();
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const ACCOUNT = '123456789012';

const input = (value: unknown, name = 'input.json') => [{ name, text: JSON.stringify(value) }];

/** A policy, as it stands in an attachment and in the list of all. */
const managed = (arn: string, document: unknown) => ({ Arn: arn, PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: document }] });
const attached = (arns: string[]) => ({ AttachedManagedPolicies: arns.map((PolicyArn) => ({ PolicyName: 'policy', PolicyArn })) });

/** An account with our group, whose member has an administrator's grant in one way or another. */
function account({ partition, path }: ExampleAccount, strategy: string, grant: 'attached' | 'inline' | 'of another group' | 'of the group' | 'reading' | 'none'): unknown {
  const arn = (resource: string) => `arn:${partition}:iam::${ACCOUNT}:${resource}`;
  const ofAws = `arn:${partition}:iam::aws:policy/AdministratorAccess`;
  const reading = `arn:${partition}:iam::aws:policy/ReadOnlyAccess`;
  const ours = Object.values(OURS[strategy].policies({ partition, path })).map((document, index) => managed(arn(`policy/cdk-iam-mfa/Ours${index}`), document));
  return {
    UserDetailList: [{
      UserName: 'alice',
      Arn: arn(`user${path}alice`),
      GroupList: ['developers', 'admins'],
      UserPolicyList: grant === 'inline' ? [{ PolicyName: 'all', PolicyDocument: policy(EVERYTHING) }] : [],
      ...attached(grant === 'attached' ? [ofAws] : grant === 'reading' ? [reading] : []),
    }],
    GroupDetailList: [
      { GroupName: 'developers', Arn: arn(`group${path}developers`), ...attached([...ours.map(({ Arn }) => Arn), ...grant === 'of the group' ? [ofAws] : []]) },
      { GroupName: 'admins', Arn: arn('group/admins'), ...attached(grant === 'of another group' ? [ofAws] : []) },
    ],
    Policies: [...ours, managed(ofAws, policy(EVERYTHING))],
  };
}

const PARTITIONS: Partition[] = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'];
const GRANTS = ['attached', 'inline', 'of another group', 'of the group'] as const;

test.each(PARTITIONS.flatMap((partition) => ['console-only', 'all-requests'].flatMap((strategy) => GRANTS.map((grant) => [strategy, partition, grant] as const))))(
  '%s in %s, with AdministratorAccess %s: nothing is open, and nothing depends', (strategy, partition, grant) => {
    const [{ counts }] = report(readInputs(input(account({ partition, path: '/' }, strategy, grant))), ROWS).subjects;
    expect([counts.open, counts.depends]).toEqual([0, 0]);
    expect(counts.works).toBeGreaterThan(20);
  },
);

test.each(['none', 'reading'] as const)('members with no more than ours and %s can enroll and sign in, and nothing is broken', (grant) => {
  const [{ counts }] = report(readInputs(input(account({ partition: 'aws', path: '/' }, 'console-only', grant))), ROWS).subjects;
  expect([counts.open, counts.depends, counts.broken]).toEqual([0, 0, 0]);
  expect(counts.works).toBeGreaterThan(10);
});

test('an ordinary Deny beside grants that ask for MFA is no enforcement', () => {
  const grants = { ...EVERYTHING, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
  const billing = { Effect: 'Deny', Action: 'aws-portal:*', Resource: '*' };
  const countsOf = (...statements: object[]) => report(readInputs(input(policy(...statements))), ROWS).subjects[0].counts;
  expect(countsOf(grants, billing).open).toBe(0);
  expect(countsOf(grants).open).toBe(0);
});

const denyOutside = (Condition: object) => policy({ Effect: 'Deny', Action: '*', Resource: '*', Condition });
const TAG = { StringEquals: { 'aws:PrincipalTag/team': 'payroll' } };

test.each<[string, unknown]>([
  ['outside a Region', denyOutside({ StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } })],
  ['outside the office', denyOutside({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
  ['without a tag', denyOutside({ StringNotEquals: { 'aws:PrincipalTag/team': 'payroll' }, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
  ['after a time', policy({ ...EVERYTHING, Condition: { DateLessThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } } })],
  ['outside an organization', policy({ ...EVERYTHING, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-example1234' } } })],
  ['with a variable without a value', policy({ ...EVERYTHING, Condition: { StringNotEquals: { 'aws:username': '${aws:PrincipalTag/other}' } } })],
  ['with a tag', policy({ ...EVERYTHING, Condition: TAG })],
  ['with a tag, and without it', policy({ ...EVERYTHING, Condition: TAG }, { ...EVERYTHING, Condition: { StringNotEquals: TAG.StringEquals } })],
])('what is denied %s only may be open', (_where, document) => {
  expect(report(readInputs(input(document)), ROWS).subjects[0].answers.filter(mayBeOpen).length).toBeGreaterThan(50);
});

test('a service control policy that locks Regions says nothing of MFA', () => {
  const serviceControl = readServiceControl(input(policy(EVERYTHING, { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })));
  const [{ answers }] = report(readInputs(input(policy(EVERYTHING)), { serviceControl }), ROWS).subjects;
  expect(answers.filter(mayBeOpen).length).toBeGreaterThan(50);
});

describe('a Region that the reader knows', () => {
  const locked = denyOutside({ StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } });
  const answersIn = (region: string, document: unknown) => report(readInputs(input(document)), ROWS, { 'aws:requestedregion': region }).subjects[0].answers;
  const isOfIam = ({ row }: { readonly row: { readonly action: string } }) => row.action.startsWith('iam:');

  test('is decided, and IAM is always called in us-east-1', () => {
    const answers = answersIn('eu-west-1', locked);
    expect(answers.filter(({ answer }) => answer === 'depends')).toEqual([]);
    expect(answers.filter((one) => isOfIam(one) && mayBeOpen(one))).toEqual([]);
    expect(answers.filter((one) => !isOfIam(one) && ['denied', 'broken'].includes(one.answer))).toEqual([]);
  });

  test('is the same for all if it is that of IAM', () => {
    expect(answersIn('us-east-1', locked).filter(({ answer }) => answer === 'depends' || answer === 'open')).toEqual([]);
  });

  test('asks for MFA in no call of IAM', () => {
    const inRegion = denyOutside({ StringEquals: { 'aws:RequestedRegion': 'eu-west-1' }, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } });
    const open = answersIn('eu-west-1', inRegion).filter(({ answer }) => answer === 'open');
    expect(open.length).toBeGreaterThan(50);
    expect(open.filter((one) => !isOfIam(one))).toEqual([]);
  });

  test('says nothing of IAM in other partitions', () => {
    const inRegion = { StringEquals: { 'aws:RequestedRegion': 'cn-north-1' }, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
    const document = policy({ Effect: 'Deny', Action: '*', Resource: ['*', 'arn:aws-cn:iam::123456789012:user/x'], Condition: inRegion });
    const depending = answersIn('cn-north-1', document).filter(({ answer }) => answer === 'depends');
    expect(depending.length).toBeGreaterThan(50);
    expect(depending.filter((one) => !isOfIam(one))).toEqual([]);
  });
});
