/** A plan or a state of Terraform, as `terraform show -json` prints it. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';

const document = (Sid: string) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid, Effect: 'Allow', Action: '*', Resource: '*' }] });
const resource = (type: string, name: string, values: object) => ({ address: `${type}.${name}`, mode: 'managed', type, name, values });
const ARN = 'arn:aws:iam::123456789012';

const RESOURCES = [
  resource('aws_iam_group', 'staff', { name: 'staff', path: '/', arn: `${ARN}:group/staff` }),
  resource('aws_iam_user', 'ada', { name: 'ada', path: '/team/', arn: `${ARN}:user/team/ada` }),
  resource('aws_iam_policy', 'mfa', { name: 'mfa', path: '/', arn: `${ARN}:policy/mfa`, policy: document('Managed') }),
  resource('aws_iam_group_policy', 'inline', { name: 'inline', group: 'staff', policy: document('OfGroup') }),
  resource('aws_iam_user_policy', 'own', { name: 'own', user: 'ada', policy: document('OfUser') }),
  resource('aws_iam_user_group_membership', 'ada', { user: 'ada', groups: ['staff'] }),
  resource('aws_s3_bucket', 'logs', { bucket: 'logs' }),
];
const ATTACHMENT = resource('aws_iam_group_policy_attachment', 'mfa', { group: 'staff', policy_arn: `${ARN}:policy/mfa` });
const root = { resources: RESOURCES.slice(0, 3), child_modules: [{ address: 'module.a', resources: RESOURCES.slice(3) }] };

const read = (value: unknown) => readInputs([{ name: 'tf.json', text: JSON.stringify(value) }]).subjects
  .map(({ name, appliedPolicies }) => [name, appliedPolicies.identity.flatMap(({ statements }) => statements.map((one) => one.name)).sort()]);
const EXPECTED = [['group staff', ['Managed', 'OfGroup']], ['user ada', ['Managed', 'OfGroup', 'OfUser']]];

test('a state is read, with its modules', () => {
  expect(read({ format_version: '1.0', terraform_version: '1.9.0', values: { root_module: { ...root, resources: [ATTACHMENT, ...root.resources] } } }).sort()).toEqual(EXPECTED);
});

test('a plan is read; what it refers to is not known before it is applied', () => {
  const planned = RESOURCES.map((one) => ({ ...one, values: { ...one.values, arn: undefined } }));
  const configuration = {
    root_module: {
      resources: [{ address: ATTACHMENT.address, expressions: { policy_arn: { references: ['aws_iam_policy.mfa.arn', 'aws_iam_policy.mfa'] }, group: { references: ['aws_iam_group.staff.name', 'aws_iam_group.staff'] } } }],
    },
  };
  const value = { format_version: '1.2', resource_changes: [], planned_values: { root_module: { resources: [...planned, { ...ATTACHMENT, values: {} }] } }, configuration };
  expect(read(value).sort()).toEqual(EXPECTED);
});

const of = (resources: object[], configuration: object[] = []) =>
  read({ planned_values: { root_module: { resources } }, configuration: { root_module: { resources: configuration } } }).sort();
const [STAFF, ADA, MFA] = RESOURCES;
const OTHER = resource('aws_iam_policy', 'other', { name: 'other', path: '/', arn: `${ARN}:policy/other`, policy: document('Other') });

test('attachments to many are read, of one policy and of one holder', () => {
  const attachment = resource('aws_iam_policy_attachment', 'a', { name: 'a', groups: ['staff'], users: ['ada'], policy_arn: `${ARN}:policy/mfa` });
  expect(of([STAFF, ADA, MFA, attachment])).toEqual([['group staff', ['Managed']], ['user ada', ['Managed']]]);
  const exclusive = [
    resource('aws_iam_group_policy_attachments_exclusive', 'g', { group_name: 'staff', policy_arns: [`${ARN}:policy/mfa`] }),
    resource('aws_iam_user_policy_attachments_exclusive', 'u', { user_name: 'ada', policy_arns: [`${ARN}:policy/mfa`, `${ARN}:policy/other`] }),
  ];
  expect(of([STAFF, ADA, MFA, OTHER, ...exclusive])).toEqual([['group staff', ['Managed']], ['user ada', ['Managed', 'Other']]]);
});

test('an empty name is nobody', () => {
  const attachments = [
    resource('aws_iam_policy_attachment', 'a', { name: 'a', groups: ['staff', ''], users: [''], policy_arn: `${ARN}:policy/mfa` }),
    resource('aws_iam_user_policy_attachment', 'u', { user: '', policy_arn: `${ARN}:policy/mfa` }),
    resource('aws_iam_user_policy_attachments_exclusive', 'e', { user_name: '', policy_arns: [`${ARN}:policy/mfa`] }),
  ];
  expect(of([STAFF, MFA, ...attachments])).toEqual([['group staff', ['Managed']]]);
});

test.each<[string, object, boolean]>([
  ['a plan with -target', { complete: false }, true],
  ['a plan that failed', { errored: true }, true],
  ['a whole plan', { complete: true, errored: false, applyable: false }, false],
])('%s says so', (_what, marks, isPartial) => {
  const text = JSON.stringify({ ...marks, planned_values: { root_module: { resources: [STAFF, RESOURCES[3]] } } });
  const found = readInputs([{ name: 'plan.json', text }]);
  expect(found).toMatchObject({ isPartial });
  expect(found.remarks).toEqual(!isPartial ? [] : [
    'Not judged: users, groups and policies that plan.json may make by changes that this plan leaves out. Judge the account: aws iam get-account-authorization-details.',
  ]);
});

const INLINE = RESOURCES[3];
const MEMBERSHIP = RESOURCES[5];
const TO_GROUP = resource('aws_iam_group_policy_attachment', 'mfa', { group: 'staff', policy_arn: `${ARN}:policy/mfa` });
const TO_OTHERS = resource('aws_iam_policy_attachment', 'a', { name: 'a', users: ['bob'], policy_arn: `${ARN}:policy/mfa` });

/** What the statements of somebody rest on. */
function restsOn(resources: object[], who: string): string[] {
  const { subjects } = readInputs([{ name: 'tf.json', text: JSON.stringify({ values: { root_module: { resources } } }) }]);
  const policies = subjects.filter(({ name }) => name === who).flatMap(({ appliedPolicies }) => appliedPolicies.identity);
  return [...new Set(policies.flatMap(({ statements }) => statements.flatMap(({ keys }) => keys)))];
}

test.each<[string, object[], string, string]>([
  ['attachments of a group', [STAFF, MFA, TO_GROUP, resource('aws_iam_group_policy_attachments_exclusive', 'e', { group_name: 'staff', policy_arns: [] })],
    'group staff', 'aws_iam_group_policy_attachments_exclusive.e'],
  ['attachments of a policy', [STAFF, MFA, TO_GROUP, TO_OTHERS], 'group staff', 'aws_iam_policy_attachment.a'],
  ['policies inside a group', [STAFF, INLINE, resource('aws_iam_group_policies_exclusive', 'e', { group_name: 'staff', policy_names: ['another'] })],
    'group staff', 'aws_iam_group_policies_exclusive.e'],
  ['members of a group', [STAFF, ADA, INLINE, MEMBERSHIP, resource('aws_iam_group_membership', 'e', { group: 'staff', users: ['bob'] })],
    'user ada', 'aws_iam_group_membership.e'],
])('%s that another resource owns, and does not name, may be taken away', (_what, resources, who, owner) => {
  expect(restsOn(resources, who)).toEqual([`template:${owner} leaves it`]);
});

test('what an owner names stays', () => {
  const owners = [
    resource('aws_iam_group_policy_attachments_exclusive', 'e', { group_name: 'staff', policy_arns: [`${ARN}:policy/mfa`] }),
    resource('aws_iam_policy_attachment', 'a', { name: 'a', groups: ['staff'], policy_arn: `${ARN}:policy/mfa` }),
    resource('aws_iam_group_policies_exclusive', 'e', { group_name: 'staff', policy_names: ['inline'] }),
    resource('aws_iam_group_membership', 'e', { group: 'staff', users: ['ada'] }),
  ];
  expect(restsOn([STAFF, ADA, MFA, INLINE, TO_GROUP, MEMBERSHIP, ...owners], 'user ada')).toEqual([]);
});

test('a member of a group of which only the id is to come is its member', () => {
  const membership = resource('aws_iam_user_group_membership', 'ada', { user: 'ada', groups: [null] });
  const references = { address: membership.address, expressions: { groups: { references: ['aws_iam_group.staff.id', 'aws_iam_group.staff'] } } };
  const attachment = resource('aws_iam_group_policy_attachment', 'mfa', { group: 'staff', policy_arn: `${ARN}:policy/mfa` });
  expect(of([STAFF, ADA, MFA, attachment, membership], [references])).toEqual([['group staff', ['Managed']], ['user ada', ['Managed']]]);
});

test.each([
  ['one of two policies', ['var.enforce', 'aws_iam_policy.mfa.arn', 'aws_iam_policy.mfa', 'aws_iam_policy.other.arn', 'aws_iam_policy.other']],
  ['a policy or none', ['var.enforce', 'aws_iam_policy.mfa.arn', 'aws_iam_policy.mfa']],
])('which policy is attached is not known: %s', (_what, references) => {
  const attachment = resource('aws_iam_group_policy_attachment', 'a', { group: 'staff' });
  const [[name, statements]] = of([STAFF, MFA, OTHER, attachment], [{ address: attachment.address, expressions: { policy_arn: { references } } }]);
  expect(name).toBe('group staff');
  expect(statements).not.toContain('Managed');
  expect(statements).not.toEqual([]);
});

/** As Terraform writes them for one resource of many. */
const partsOf = (address: string) => [...new Set([`${address}.arn`, address, address.replace(/\[.*/, '')])];

test.each([
  ['by count', '', '[0]'], ['by for_each', '', '["a.b"]'], ['in a module by for_each', 'module.iam["a.b"].', ''], ['in a module by count', 'module.iam[0].', '[1]'],
  ['by for_each with a bracket', '', '["a]b"]'], ['in a module by for_each with a bracket', 'module.iam["a].b"].', '["[x].y[0]"]'],
  ['by for_each with a quotation mark', '', String.raw`["a\"]b"]`],
])('what is made %s is attached', (_what, module, index) => {
  const within = (one: object) => ({ ...one, address: `${module}${(one as { address: string }).address}` });
  const attachment = resource('aws_iam_group_policy_attachment', 'a', { group: 'staff' });
  const resources = [...[STAFF, attachment].map(within), within({ ...MFA, address: `${MFA.address}${index}`, values: { ...MFA.values, arn: undefined } })];
  const configured = { resources: [{ address: attachment.address, expressions: { policy_arn: { references: partsOf(`${MFA.address}${index}`) } } }] };
  const configuration = { root_module: module === '' ? configured : { module_calls: { iam: { module: configured } } } };
  expect(read({ planned_values: { root_module: { resources } }, configuration })).toEqual([['group staff', ['Managed']]]);
});

test.each<[string, object, string[], string?]>([
  ['without a boundary has none', { permissions_boundary: null }, []],
  ['whose boundary is to come has one that is not known', {}, ['<aws_iam_user.ada.permissions_boundary>']],
  ['of a key with a bracket, too', {}, ['<aws_iam_user.ada["a]b"].permissions_boundary>'], '["a]b"]'],
])('in a plan, a user %s', (_what, values, unknown, index = '') => {
  const ada = resource('aws_iam_user', 'ada', { name: 'ada', path: '/', ...values });
  const made = { ...ada, address: `${ada.address}${index}` };
  const attached = resource('aws_iam_policy_attachment', 'a', { name: 'a', users: ['ada'], groups: null, policy_arn: `${ARN}:policy/mfa` });
  const expressions = { permissions_boundary: { references: ['var.boundary'] } };
  const ofGroups = { address: attached.address, expressions: { groups: { references: ['var.groups'] } } };
  const configuration = { root_module: { resources: [{ address: ada.address, expressions }, ofGroups] } };
  const value = { planned_values: { root_module: { resources: [made, MFA, attached] } }, configuration };
  const { subjects } = readInputs([{ name: 'tf.json', text: JSON.stringify(value) }]);
  expect(subjects.map((one) => [one.name, one.unknown])).toEqual([['user ada', unknown]]);
});

test.each<[string, object, string | undefined]>([
  ['that is told', { path: '/team/' }, '/team/'],
  ['that is to come', {}, undefined],
])('in a plan, a user with a path %s', (_what, values, path) => {
  const ada = resource('aws_iam_user', 'ada', { name: 'ada', ...values });
  const references = { address: ada.address, expressions: { path: { references: ['aws_iam_group.staff.unique_id', 'aws_iam_group.staff'] } } };
  const configuration = { root_module: { resources: [references] } };
  const value = { planned_values: { root_module: { resources: [STAFF, ada, RESOURCES[4]] } }, configuration };
  const [{ place }] = readInputs([{ name: 'tf.json', text: JSON.stringify(value) }]).subjects;
  expect([place.path === path, place.isPathUnknown]).toEqual([path !== undefined, path === undefined]);
});

test('which of many is attached is not known by its index', () => {
  const attachment = resource('aws_iam_group_policy_attachment', 'a', { group: 'staff' });
  const made = [0, 1].map((index) => ({ ...MFA, address: `${MFA.address}[${index}]`, values: { ...MFA.values, arn: undefined } }));
  const [first, ...others] = of([STAFF, attachment, ...made], [{ address: attachment.address, expressions: { policy_arn: { references: ['aws_iam_policy.mfa', 'count.index'] } } }]);
  expect([first, others.length]).toEqual([['group staff', expect.not.arrayContaining(['Managed'])], 2]);
});

const organization = (name: string, values: object) => resource('aws_organizations_policy', name, { name, content: document(name), ...values });
const serviceControl = (...resources: object[]) => (['values', 'planned_values'] as const)
  .map((given) => readServiceControl([{ name: 'tf.json', text: JSON.stringify({ [given]: { root_module: { resources } } }) }]))
  .map(([level]) => level.flatMap(({ statements }) => statements.map((one) => one.name)));

test('policies of an organization hold beside others; one without a type is a service control policy', () => {
  const policies = [organization('Regions', { type: 'SERVICE_CONTROL_POLICY' }), organization('ByDefault', {}), organization('Tags', { type: 'TAG_POLICY' }), ATTACHMENT];
  expect(serviceControl(...policies)).toEqual([['Regions', 'ByDefault'], ['Regions', 'ByDefault']]);
});

test('policies of an organization that cannot be read are refused', () => {
  const later = { content: undefined };
  expect(() => serviceControl(organization('later', later))).toThrow('tf.json: aws_organizations_policy.later.Content: Terraform knows it only after apply; apply it, and give the state');
  expect(() => serviceControl(STAFF)).toThrow('tf.json: the template has no AWS::Organizations::Policy, or aws_organizations_policy, of the type SERVICE_CONTROL_POLICY');
});

test.each<[string, unknown, string]>([
  ['a state as it lies on the disk', { version: 4, terraform_version: '1.9.0', resources: [] }, 'it looks like a state of Terraform as it is stored; terraform show -json prints it'],
  ['a plan without policies', { format_version: '1.2', planned_values: { root_module: {} } }, 'it has no policy of a user or group'],
  ['a policy that is not known yet', {
    planned_values: { root_module: { resources: [resource('aws_iam_group_policy', 'inline', { group: 'staff' })] } },
  }, 'group staff: aws_iam_group_policy.inline.PolicyDocument: Terraform knows it only after apply; apply it, and give the state: terraform show -json'],
])('%s is refused', (_what, value, message) => {
  expect(() => read(value)).toThrow(message);
});

const OTHER_ARN = 'arn:aws:iam::210987654321';
/** What a module makes in one account. */
const inAccount = (arn: string, module: string, Sid: string, isTold = true) => [
  resource('aws_iam_group', 'staff', { name: 'staff', path: '/', ...isTold && { arn: `${arn}:group/staff` } }),
  resource('aws_iam_user', 'ada', { name: 'ada', path: '/', ...isTold && { arn: `${arn}:user/ada` } }),
  resource('aws_iam_group_policy', 'inline', { name: 'inline', group: 'staff', policy: document(Sid) }),
  resource('aws_iam_user_group_membership', 'ada', { user: 'ada', groups: ['staff'] }),
  resource('aws_s3_bucket', 'logs', { bucket: 'logs' }),
].map((one) => ({ ...one, address: `${module}${one.address}` }));
const state = (...resources: object[]) => [{ name: 'tf.json', text: JSON.stringify({ values: { root_module: { resources } } }) }];

test('a state of several accounts is judged by account, also where names are the same', () => {
  const attachments = [resource('aws_iam_policy', 'mfa', { name: 'mfa', path: '/', arn: `${OTHER_ARN}:policy/mfa`, policy: document('Managed') }),
    resource('aws_iam_group_policy_attachment', 'mfa', { group: 'staff', policy_arn: `${OTHER_ARN}:policy/mfa` })];
  const accounts = [...inAccount(ARN, 'module.account["a.b"].', 'One'), ...inAccount(OTHER_ARN, 'module.account["b"].', 'Other')];
  const told = readInputs(state(...accounts, ...attachments)).subjects.map(({ name, account, appliedPolicies: { identity } }) =>
    [name, account, identity.flatMap(({ statements }) => statements.map((one) => one.name)).sort()]);
  expect(told.sort()).toEqual([
    ['group staff', '123456789012', ['One']], ['group staff', '210987654321', ['Managed', 'Other']],
    ['user ada', '123456789012', ['One']], ['user ada', '210987654321', ['Managed', 'Other']],
  ]);
});

test.each<[string, object[], string]>([
  ['what is in one of two accounts', [...inAccount(ARN, 'module.a.', 'One'), ...inAccount(OTHER_ARN, 'module.b.', 'Other'),
    resource('aws_iam_group_policy', 'third', { group: 'staff', policy: document('Third') })],
  'aws_iam_group_policy.third: of which of the accounts 123456789012, 210987654321 it is, cannot be told; give the output of aws iam get-account-authorization-details'],
  ['two users of one name, without their ARN', [...inAccount(ARN, 'module.a.', 'One', false), ...inAccount(OTHER_ARN, 'module.b.', 'Other', false)],
    'module.b.aws_iam_group.staff: its name is there twice, so it has resources of several accounts'],
])('of several accounts, %s is refused', (_what, resources, message) => {
  expect(() => readInputs(state(...resources))).toThrow(`tf.json: ${message}`);
});

test.each<[string, string, string[] | undefined]>([
  ['two providers', 'aws.dev', undefined],
  ['one provider', 'aws.prod', ['All', 'NeedMfa']],
])('what a first plan makes with %s may be of as many accounts', (_what, provider, expected) => {
  const made: [string, object][] = [
    ['aws.prod', resource('aws_iam_group', 'staff', { name: 'staff' })],
    ['aws.prod', resource('aws_iam_group_policy', 'mfa', { group: 'staff', policy: document('NeedMfa') })],
    [provider, resource('aws_iam_user', 'bob', { name: 'bob' })],
    [provider, resource('aws_iam_user_policy', 'all', { user: 'bob', policy: document('All') })],
    [provider, resource('aws_iam_user_group_membership', 'bob', { user: 'bob', groups: ['staff'] })],
  ];
  const configuration = made.map(([provider_config_key, one]) => ({ ...one, provider_config_key }));
  expect(of(made.map(([, one]) => one), configuration).at(-1)).toEqual(['user bob', expected ?? ['All', 'NotKnown', 'NotKnown']]);
});

describe('a resource that is not read, and may make users or policies', () => {
  const readWith = (...resources: object[]) => readInputs([{ name: 'tf.json', text: JSON.stringify({ values: { root_module: { resources: [...RESOURCES, ...resources] } } }) }]);

  test.each<[string, object]>([
    ['awscc_iam_user', { user_name: 'bob' }],
    ['awscc_iam_group_policy', { group_name: 'staff' }],
    ['awscc_iam_managed_policy', {}],
    ['aws_cloudformation_stack', { template_body: '{}' }],
    ['aws_cloudformation_stack_set', {}],
    ['awscc_cloudformation_stack', {}],
    ['aws_serverlessapplicationrepository_cloudformation_stack', {}],
    ['aws_servicecatalog_provisioned_product', {}],
    ['aws_cloudcontrolapi_resource', { type_name: 'AWS::IAM::User' }],
    ['aws_cloudcontrolapi_resource', { type_name: 'AWS::CloudFormation::Stack' }],
    ['aws_cloudcontrolapi_resource', {}],
  ])('%s is named, and a part was not judged', (type, values) => {
    const { remarks, isPartial } = readWith(resource(type, 'x', values));
    expect(remarks).toContain(`Not judged: users, groups and policies that tf.json may make by ${type}.x. `
      + 'Judge the account: aws iam get-account-authorization-details.');
    expect(isPartial).toBe(true);
  });

  test.each<[string, object]>([
    ['awscc_iam_role', {}], ['awscc_s3_bucket', {}], ['aws_cloudcontrolapi_resource', { type_name: 'AWS::S3::Bucket' }], ['aws_cloudformation_type', {}],
  ])('%s is none', (type, values) => {
    expect(readWith(resource(type, 'x', values))).toMatchObject({ remarks: [], isPartial: false });
  });
});
