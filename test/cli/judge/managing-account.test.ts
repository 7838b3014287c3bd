/** Service control policies do not hold the account that manages the organization, whatever they say. */
import { judged } from './in-process';

jest.mock('../../../cli/judge/bundled-rows', () => ({
  ROWS: jest.requireActual<typeof import('../../../access/matrix/judge-table')>('../../../access/matrix/judge-table').judgeTable(),
}));

const ARN = 'arn:aws:iam::123456789012';
const policy = (statement: object) => ({ Version: '2012-10-17', Statement: [statement] });
const EVERYTHING = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const NEEDS_MFA = policy({ Sid: 'NeedsMfa', Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } });
const ACCOUNT = { UserDetailList: [{ UserName: 'ada', Arn: `${ARN}:user/ada`, UserPolicyList: [{ PolicyName: 'all', PolicyDocument: EVERYTHING }] }] };
/** As the command of AWS prints it. */
const described = (account: string) => ({
  Policy: {
    PolicySummary: { Arn: `arn:aws:organizations::${account}:policy/o-example/service_control_policy/p-example`, Name: 'NeedsMfa', Type: 'SERVICE_CONTROL_POLICY' },
    Content: JSON.stringify(NEEDS_MFA),
  },
});
const state = (account: string) => ({
  values: {
    root_module: {
      resources: [{
        address: 'aws_organizations_policy.mfa',
        mode: 'managed',
        type: 'aws_organizations_policy',
        values: { arn: `arn:aws:organizations::${account}:policy/o-example/service_control_policy/p-example`, content: JSON.stringify(NEEDS_MFA) },
      }],
    },
  },
});
const answered = (scp: object, account: object = ACCOUNT) => judged({ 'account.json': account, 'scp.json': scp }, ['account.json', '--scp', 'scp.json', '--fail-on', 'open']);

test.each<[string, object]>([['describe-policy', described('123456789012')], ['a state of Terraform', state('123456789012')]])(
  '%s tells which account that is, and its users are judged without', (_what, scp) => {
    const { code, text } = answered(scp);
    expect(code).toBe(1);
    expect(text).toContain('No service control policy holds users of the account that manages the organization, which is 123456789012.');
  },
);

test('users of other accounts are held, and nothing is said of what does not concern them', () => {
  const { code, text } = answered(described('210987654321'));
  expect(code).toBe(0);
  expect(text).not.toContain('manages the organization');
});

test.each<[string, object, object]>([['a document', NEEDS_MFA, ACCOUNT], ['a policy of users of whatever account', described('210987654321'), EVERYTHING]])(
  'where nobody can tell, it is said: %s', (_what, scp, account) => {
    const { code, text } = answered(scp, account);
    expect(code).toBe(0);
    expect(text).toContain('No service control policy holds users of the account that manages the organization.');
  },
);
