/** Managed policies of which an input has the ARN only: known by a list, given with --managed, or not known. */
import { dependenceOf, mayBeOpen } from '../../../access/judge/answer-words';
import list from '../../../access/judge/aws-managed-policies.json';
import { readManaged } from '../../../access/judge/inputs/managed-dump';
import { listedPolicy } from '../../../access/judge/inputs/managed-policies';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { OURS } from '../../../access/matrix/strategies';

const ROWS = judgeTable();
const OF_AWS = 'arn:aws:iam::aws:policy/';
const OWN = 'arn:aws:iam::123456789012:policy/';
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

const input = (value: unknown, name = 'input.json') => [{ name, text: JSON.stringify(value) }];
const managed = (Arn: string, Document: unknown) => ({ Arn, PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document }] });
const attached = (arns: string[]) => ({ AttachedManagedPolicies: arns.map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').pop(), PolicyArn })) });
const user = (arns: string[], more: object = {}) => ({ UserName: 'ada', Arn: 'arn:aws:iam::123456789012:user/ada', ...attached(arns), ...more });
const account = (arns: string[], more: object = {}) => input({ UserDetailList: [user(arns, more)] });
const group = (arns: string[]) => input({ Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { ManagedPolicyArns: arns } } } });
const answersOf = (files: ReturnType<typeof input>, sides = {}) => report(readInputs(files, sides), ROWS);

test('the list covers every service that the rows ask about', () => {
  expect([...new Set(ROWS.map(({ action }) => action.split(':')[0]))].filter((service) => !list.services.includes(service))).toEqual([]);
});

test.each(Object.entries(list.policies))('%s of the list can be read, in each partition, and says how old it is', (name, { path, date, version }) => {
  for (const partition of ['aws', 'aws-cn', 'aws-eusc']) {
    const { statements } = listedPolicy(`arn:${partition}:iam::aws:policy${path}${name}`)!;
    expect(statements.length).toBeGreaterThan(0);
    expect(JSON.stringify(statements)).not.toContain(partition === 'aws' ? 'arn:aws-cn:' : 'arn:aws:');
  }
  expect([date, version]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/), expect.stringMatching(/^v\d+$/)]);
});

test.each([`${OF_AWS}service-role/AdministratorAccess`, `${OF_AWS}constructor`, `${OWN}AdministratorAccess`])('%s is not in the list', (arn) => {
  expect(listedPolicy(arn)).toBeUndefined();
});

test.each([['an account', account], ['a template', group]])('in %s, AdministratorAccess allows everything, and the answer says where that is from', (_what, of) => {
  const { subjects: [{ counts }], notes } = answersOf(of([`${OF_AWS}AdministratorAccess`]));
  expect(counts).toMatchObject({ depends: 0, denied: 0, ungranted: 0 });
  expect(counts.open).toBeGreaterThan(50);
  expect(notes).toContain('The input has no document of these policies of AWS, so they are taken from a list (moto 5.2.1, Apache-2.0): AdministratorAccess v1 of 2015-02-06.');
});

test('AdministratorAccess grants the enrollment that a Deny of the group needs', () => {
  const Properties = {
    ManagedPolicyArns: [`${OF_AWS}AdministratorAccess`], Policies: [{ PolicyName: 'mfa', PolicyDocument: OURS['console-only'].policies({ partition: 'aws', path: '/' }) }],
  };
  const documents = Object.entries(OURS['console-only'].policies({ partition: 'aws', path: '/' })).map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));
  const { subjects: [{ counts }] } = answersOf(input({ Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { ...Properties, Policies: documents.slice(-1) } } } }));
  expect([counts.broken, counts.depends]).toEqual([0, 0]);
});

test('ReadOnlyAccess reads, and changes nothing', () => {
  const { subjects: [{ answers }] } = answersOf(account([`${OF_AWS}ReadOnlyAccess`]));
  expect(answers.filter(({ answer }) => answer === 'open').map(({ row }) => row.action).filter((action) => !/:(Get|List|Describe)/.test(action))).toEqual([]);
  expect(answers.some(({ row, answer }) => row.action === 's3:GetObject' && answer === 'open')).toBe(true);
});

test('what a policy of AWS allows that nobody knows is not granted, and what should be denied depends on it', () => {
  const { subjects: [{ answers, counts }] } = answersOf(account([`${OF_AWS}AmazonAthenaFullAccess`]));
  // Two rows are about sts:GetSessionToken, which needs no grant.
  expect(counts).toMatchObject({ open: 0, works: 2, broken: 0 });
  const unsure = answers.filter(mayBeOpen);
  expect(unsure.length).toBeGreaterThan(50);
  expect(new Set(answers.filter(({ row, answer }) => row.wanted === 'works' && answer !== 'works').map(({ answer }) => answer))).toEqual(new Set(['ungranted']));
  expect([dependenceOf(unsure[0]), unsure[0].closes]).toEqual([
    `policy:${OF_AWS}AmazonAthenaFullAccess = allows it: allowed; any other: denied`, 'give what the policy says with `--managed FILE`',
  ]);
});

test('enrollment depends on it where MFA is enforced', () => {
  const enforcing = { UserPolicyList: [{ PolicyName: 'mfa', PolicyDocument: Object.values(OURS['console-only'].policies({ partition: 'aws', path: '/' })).at(-1) }] };
  const { subjects: [{ answers }] } = answersOf(account([`${OF_AWS}AmazonAthenaFullAccess`], enforcing));
  expect(answers.find(({ row }) => row.id === 'console/iam:EnableMFADevice/own-user')!.answer).toBe('depends');
});

test('what the own policies grant depends on a boundary that nobody knows', () => {
  const granted = { UserPolicyList: [{ PolicyName: 'all', PolicyDocument: EVERYTHING }] };
  const bounded = (name: string) => ({ ...granted, PermissionsBoundary: { PermissionsBoundaryArn: `${OF_AWS}${name}` } });
  expect(answersOf(account([], bounded('AmazonAthenaFullAccess'))).subjects[0].counts).toMatchObject({ works: 2, denied: 0, ungranted: 0 });
  expect(answersOf(account([`${OF_AWS}AmazonAthenaFullAccess`], { ...bounded('AmazonAthenaFullAccess'), UserPolicyList: [] })).subjects[0].counts)
    .toMatchObject({ works: 2, broken: 0, denied: 0 });
});

test('what a Deny stops is as broken under a boundary that nobody knows as without it', () => {
  const stopping = Object.values(OURS['all-requests'].policies({ partition: 'aws', path: '/' })).at(-1);
  const own = { UserPolicyList: [EVERYTHING, stopping].map((PolicyDocument, index) => ({ PolicyName: `p${index}`, PolicyDocument })) };
  const countsWith = (more: object) => answersOf(account([], { ...own, ...more })).subjects[0].counts;
  const known = countsWith({});
  const bounded = countsWith({ PermissionsBoundary: { PermissionsBoundaryArn: `${OF_AWS}AmazonAthenaFullAccess` } });
  expect(known.broken).toBeGreaterThan(20);
  expect([bounded.broken, bounded.denied]).toEqual([known.broken, known.denied]);
});

test('a policy of somebody else that is nowhere may deny everything too', () => {
  const template = input({
    Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { ManagedPolicyArns: [`${OWN}elsewhere`], Policies: [{ PolicyName: 'all', PolicyDocument: EVERYTHING }] } } },
  });
  const { subjects: [{ counts }] } = answersOf(template);
  expect(counts.open).toBe(0);
  expect(counts.depends).toBeGreaterThan(100);
});

test.each(['older first', 'newer first'])('--managed takes the newest version of a policy of AWS, with the %s', (order) => {
  const arn = `${OF_AWS}Changed`;
  const dumps = ['v9', 'v10'].map((version) => ({ ...managed(arn, EVERYTHING), DefaultVersionId: version }));
  const given = readManaged((order === 'older first' ? dumps : [...dumps].reverse()).flatMap((one) => input({ Policies: [one] })));
  expect(given.get(arn)).toEqual(dumps[1]);
});

test('--managed says what they allow', () => {
  const arns = [`${OF_AWS}AmazonAthenaFullAccess`, `${OWN}elsewhere`];
  const sides = { managed: readManaged(input({ Policies: arns.map((arn) => managed(arn, EVERYTHING)) })) };
  for (const of of [account, group]) {
    const { subjects: [{ counts }], notes } = answersOf(of(arns), sides);
    expect(counts.depends).toBe(0);
    expect(counts.open).toBeGreaterThan(50);
    expect(notes.filter((note) => /not known|list/.test(note))).toEqual([]);
  }
});

test.each<[string, unknown]>([
  ['a policy', EVERYTHING],
  ['a list of policies without their documents', { Policies: [{ Arn: `${OWN}p`, DefaultVersionId: 'v1' }] }],
])('--managed refuses %s', (_what, value) => {
  expect(() => readManaged(input(value, 'given.json'))).toThrow('given.json: expected policies with their documents: the output of aws iam get-account-authorization-details');
});

test('what a group has is unknown where the template only names the group', () => {
  const onlyWithMfa = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }] };
  const ada = (Groups?: string[]) => ({ Resources: { Ada: { Type: 'AWS::IAM::User', Properties: { UserName: 'ada', Groups, Policies: [{ PolicyName: 'own', PolicyDocument: onlyWithMfa }] } } } });
  const [alone] = readInputs(input(ada())).subjects;
  const [member] = readInputs(input(ada(['Administrators']))).subjects;
  expect(alone.unknown).toEqual([]);
  expect(member.unknown).toEqual([expect.stringContaining('group/Administrators')]);
  expect(member.appliedPolicies.identity).toHaveLength(2);
});
