/** Each option that loosens something opens what its documentation names, and nothing else; in each form in which a reader has the policies. */
import { asAccount, asDocuments, asTemplate } from './holdings';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { rowsFor } from '../../../access/judge/intent';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { OURS } from '../../../access/matrix/strategies';
import { EXAMPLE_ACCOUNTS } from '../../../access/requests/example-account';

const ROWS = judgeTable();

const ENROLLMENT_BY_KEYS = [
  'access-key/iam:CreateVirtualMFADevice/device-of-any-name', 'access-key/iam:EnableMFADevice/own-user', 'federated/iam:CreateVirtualMFADevice/device-of-any-name',
];
const OTHERS_BY_KEYS = [
  ...['access-key', 'service'].flatMap((request) => [
    ...['CreateLoginProfile', 'UpdateLoginProfile', 'DeactivateMFADevice'].map((action) => `${request}/iam:${action}/other-user`),
    `${request}/iam:DeleteVirtualMFADevice/device-of-any-name`,
  ]),
  'access-key/iam:CreateVirtualMFADevice/device-of-any-name', 'federated/iam:CreateVirtualMFADevice/device-of-any-name', 'access-key/iam:EnableMFADevice/other-user',
];
const BY_MCP = ['MCP/s3:GetObject/object', 'MCP-no-service/s3:GetObject/object', 'MCP/sts:GetScopedCredentials/any'];
const STACKS = 'console/cloudformation:CreateStack/stack';

/** By the strategy of the matrix; what is not here opens nothing. */
const OPENS: Record<string, string[]> = {
  'console-only+actions': [STACKS],
  'console-only+exempt-actions': ['console/signin:CreateOAuth2Token/sign-in', 'console/signin:CreateOAuth2Token/sign-in-for-a-service'],
  'console-only+key-enrollment': ENROLLMENT_BY_KEYS,
  'console-only+federation': ['access-key/sts:GetFederationToken/federated-user', 'service/sts:GetFederationToken/federated-user'],
  'console-only+administration': OTHERS_BY_KEYS,
  'console-only+administration+key-enrollment': [...OTHERS_BY_KEYS, ...ENROLLMENT_BY_KEYS],
  'console-only+mcp': BY_MCP,
  'all-requests+actions': [STACKS, 'access-key/cloudformation:CreateStack/stack'],
  'all-requests+key-enrollment': ENROLLMENT_BY_KEYS,
  'all-requests+mcp': [...BY_MCP, 'MCP-no-MFA-key/s3:GetObject/object'],
};

/** Work that an option stops, as its documentation says. */
const BREAKS: Record<string, RegExp> = {
  'console-only+no-service-calls': /^service\//,
  'console-only+credentials': /^access-key\/iam:(Create|Update|Delete)AccessKey|^access-key\/iam:(ChangePassword|DeleteLoginProfile)/,
};

/** Tokens as actions let through what synth would refuse. */
const NO_OPTION = ['all-requests+no-service-calls'];

const STRATEGIES = Object.keys(OURS).filter((name) => /^(console-only|all-requests|force-mfa)/.test(name) && OURS[name].policies.length > 0)
  .filter((name) => !name.includes('no member') && !name.includes('on a user') && !NO_OPTION.includes(name));

test.each(STRATEGIES.flatMap((strategy) => ['documents', 'template', 'account'].map((form) => [strategy, form] as const)))('%s as %s', (strategy, form) => {
  const account = EXAMPLE_ACCOUNTS[form === 'account' ? 3 : 0];
  const documents = Object.values(OURS[strategy].policies(account));
  const files = form === 'documents' ? asDocuments(documents) : form === 'template' ? asTemplate(documents, account) : asAccount(documents, account);
  const rows = /all-requests/.test(strategy) ? rowsFor('all-requests', ROWS) : ROWS;
  const { subjects } = report(readInputs(files), rows);
  const answers = subjects.flatMap((subject) => subject.answers);
  const ids = (wanted: string) => [...new Set(answers.filter(({ answer }) => answer === wanted).map(({ row }) => row.id.replace(/\/alone$/, '')))].sort();
  expect(ids('open')).toEqual([...new Set(OPENS[strategy] ?? [])].sort());
  expect(ids('depends')).toEqual([]);
  expect(ids('broken').filter((id) => !BREAKS[strategy]?.test(id))).toEqual([]);
});
