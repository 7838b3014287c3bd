/** An account that comes in pages, and one with null or nothing where a list could be. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';

const everything = { Version: '2012-10-17', Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }] };
const ARN = 'arn:aws:iam::123456789012';
const ada = { UserName: 'ada', Arn: `${ARN}:user/ada`, GroupList: ['staff'], AttachedManagedPolicies: [{ PolicyName: 'All', PolicyArn: `${ARN}:policy/All` }] };
const staff = { GroupName: 'staff', Arn: `${ARN}:group/staff`, GroupPolicyList: [{ PolicyName: 'inline', PolicyDocument: everything }] };
const all = { Arn: `${ARN}:policy/All`, PolicyVersionList: [{ IsDefaultVersion: true, Document: everything }] };
const PAGES = [
  { UserDetailList: [ada], GroupDetailList: [], IsTruncated: true, Marker: 'x' },
  { UserDetailList: [], GroupDetailList: [staff], IsTruncated: true, Marker: 'y' },
  { Policies: [all], IsTruncated: false },
];
const texts = PAGES.map((page) => JSON.stringify(page));
const heldBy = (subjects: ReturnType<typeof readInputs>['subjects']) => subjects.map(({ name, appliedPolicies }) => [name, appliedPolicies.identity.map((policy) => policy.name)]);
const EXPECTED = [['ada', [`${ARN}:policy/All`, 'inline of the group staff']]];

test('pages of an account are one account, in one file or in several', () => {
  expect(heldBy(readInputs([{ name: 'a', text: texts.join('\n') }]).subjects)).toEqual(EXPECTED);
  expect(heldBy(readInputs(texts.map((text, index) => ({ name: `page-${index}`, text }))).subjects)).toEqual(EXPECTED);
  expect(heldBy(readInputs([{ name: 'a', text: JSON.stringify(PAGES) }]).subjects)).toEqual(EXPECTED);
});

test('pages that do not end are refused', () => {
  expect(() => readInputs([{ name: 'a', text: texts.slice(0, 2).join('\n') }])).toThrow('a [1] with 1 more: the account is cut off (IsTruncated)');
});

test.each(['IsTruncated', 'Marker', 'NextToken'])('a page that another one follows is not the whole account (%s)', (name) => {
  const page = { UserDetailList: [ada], GroupDetailList: [staff], Policies: [all], [name]: name === 'IsTruncated' || 'eyJ' };
  expect(() => readInputs([{ name: 'a', text: JSON.stringify(page) }])).toThrow(`a: the account is cut off (${name})`);
  expect(heldBy(readInputs([{ name: 'a', text: JSON.stringify([page, { UserDetailList: [] }]) }]).subjects)).toEqual(EXPECTED);
});

test.each<[string, object]>([
  ['a user', { UserDetailList: [{ ...ada, GroupList: [] }] }],
  ['a group', { GroupDetailList: [{ ...staff, GroupPolicyList: [] }] }],
  ['a policy', { Policies: [{ ...all, PolicyVersionList: [{ IsDefaultVersion: true, Document: { ...everything, Statement: [] } }] }] }],
])('two dumps that contradict one another on %s are refused', (_what, other) => {
  const one = { UserDetailList: [ada], GroupDetailList: [staff], Policies: [all] };
  expect(() => readInputs([{ name: 'a', text: JSON.stringify([one, { UserDetailList: [], ...other }]) }])).toThrow('is there twice, and not the same; give one output of AWS for each account');
});

test('a page that is given twice says the same twice, and a policy of AWS is in each account', () => {
  const ofAws = { ...all, Arn: 'arn:aws:iam::aws:policy/Some', AttachmentCount: 1 };
  const page = { GroupDetailList: [staff], Policies: [all, ofAws] };
  const { subjects } = readInputs([{ name: 'a', text: JSON.stringify([{ UserDetailList: [ada] }, page, page, { Policies: [{ ...ofAws, AttachmentCount: 2 }, all] }]) }]);
  expect(heldBy(subjects)).toEqual(EXPECTED);
});

test('whom two files name is judged once, and so is counted what is not judged', () => {
  const text = JSON.stringify({ UserDetailList: [ada], GroupDetailList: [staff], Policies: [all], RoleDetailList: [{ Arn: `${ARN}:role/x` }] });
  const { subjects, unjudged } = readInputs([{ name: 'a', text }, { name: 'b', text }]);
  expect([heldBy(subjects), unjudged['trust policies of roles']]).toEqual([EXPECTED, 1]);
});

test('groups of two accounts that are called the same stay apart', () => {
  const other = JSON.parse(JSON.stringify({ UserDetailList: [{ ...ada, AttachedManagedPolicies: [] }], GroupDetailList: [{ ...staff, GroupPolicyList: [] }] }).replaceAll('123456789012', '210987654321'));
  const one = { UserDetailList: [ada], GroupDetailList: [staff], Policies: [all] };
  const { subjects } = readInputs([{ name: 'a', text: JSON.stringify(one) }, { name: 'b', text: JSON.stringify(other) }]);
  expect(heldBy(subjects)).toEqual([...EXPECTED, ['ada', []]]);
});

test('an account that is cut off is not made whole by another one', () => {
  const other = { UserDetailList: [], GroupDetailList: [JSON.parse(JSON.stringify(staff).replaceAll('123456789012', '210987654321'))], IsTruncated: false };
  expect(() => readInputs([{ name: 'a', text: JSON.stringify(PAGES[0]) }, { name: 'b', text: JSON.stringify(other) }])).toThrow('the account is cut off');
});

test('accounts that somebody merged are not said to be cut off', () => {
  const [one, other] = ['123456789012', '210987654321'].map((account) => JSON.parse(JSON.stringify(staff).replaceAll('123456789012', account)) as object);
  const merged = { UserDetailList: [ada], GroupDetailList: [one, other], Policies: [all], IsTruncated: false };
  expect(() => readInputs([{ name: 'a', text: JSON.stringify(merged) }])).toThrow('a: it looks like several accounts in one object');
});

test('null is nothing, and so is a list that is not there', () => {
  const user = { UserName: 'ada', Arn: `${ARN}:user/ada`, PermissionsBoundary: null, GroupList: null, Tags: null, UserPolicyList: null, AttachedManagedPolicies: null, UserId: null };
  const { subjects } = readInputs([{ name: 'a', text: JSON.stringify({ UserDetailList: [user], GroupDetailList: null, Policies: null, RoleDetailList: null, IsTruncated: null }) }]);
  expect(heldBy(subjects)).toEqual([['ada', []]]);
  expect(subjects[0].appliedPolicies.boundary).toBeUndefined();
});
