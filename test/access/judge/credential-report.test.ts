/** The credential report in each form that people have it in. */
import { readCredentialReport } from '../../../access/judge/inputs/credential-report';
import { readInputs } from '../../../access/judge/inputs/read-inputs';

const HEAD = 'user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_2_active';
const line = (name: string, password = true, quote = '') =>
  `${quote}${name}${quote},${quote}arn:aws:iam::123456789012:user/${name}${quote},2026-01-01T00:00:00+00:00,${password},false,false,true`;
const REPORT = [HEAD, line('ada'), line('bob', false)].join('\n');
const EXPECTED = new Map([
  ['arn:aws:iam::123456789012:user/ada', { password: true, keys: true, device: false }],
  ['arn:aws:iam::123456789012:user/bob', { password: false, keys: true, device: false }],
]);

test.each<[string, string]>([
  ['CSV', REPORT],
  ['CSV with a byte order mark and lines of Windows', `\ufeff${REPORT.replaceAll('\n', '\r\n')}\r\n`],
  ['CSV that a spreadsheet saved', REPORT.replaceAll('true', 'TRUE').replaceAll('false', 'FALSE')],
  ['JSON around base64', JSON.stringify({ Content: Buffer.from(REPORT).toString('base64'), ReportFormat: 'text/csv' })],
  ['JSON around base64 with line breaks', JSON.stringify({ Content: Buffer.from(REPORT).toString('base64').replace(/.{40}/g, '$&\n') })],
  ['JSON whose Content is decoded already', JSON.stringify({ Content: REPORT, ReportFormat: 'text/csv' })],
  ['base64 alone, as --query Content --output text prints it', Buffer.from(REPORT).toString('base64')],
  ['a text of JSON, as --query Content prints it', JSON.stringify(Buffer.from(REPORT).toString('base64'))],
])('%s is read', (_what, source) => {
  expect(readCredentialReport(source)).toEqual(EXPECTED);
});

test('a line that is there twice counts once', () => {
  expect(readCredentialReport(`${REPORT}\n${line('ada')}`)).toEqual(EXPECTED);
});

test.each<[string, string]>([
  ['in quotes', line('a,b', true, '"')],
  ['without quotes', line('a,b')],
])('names may hold commas, %s', (_what, written) => {
  expect([...readCredentialReport([HEAD, written].join('\n'))]).toEqual([['arn:aws:iam::123456789012:user/a,b', { password: true, keys: true, device: false }]]);
});

test.each<[string, string, string]>([
  ['JSON without Content', '{}', 'no credential report: it has no Content; aws iam get-credential-report gives one'],
  ['a report that is being made', '{"State": "STARTED"}', 'it is what generate-credential-report prints; aws iam get-credential-report gives the report'],
  ['other CSV', 'user,arn', 'no credential report: it has no column password_enabled, mfa_active, access_key_1_active, access_key_2_active'],
  ['nothing', ' \n', 'no credential report: it is empty'],
  ['a report without users', HEAD, 'no credential report: it has no users'],
  ['a line that is cut off', `${REPORT}\ncarol,arn:aws:i`, 'no credential report: line 4 has 2 values, expected 7'],
  ['a quote that does not end', `${REPORT}\n"carol`, 'no credential report: Quote Not Closed'],
  ['a report that a spreadsheet saved in its own language', REPORT.replaceAll('true', 'WAHR').replaceAll('false', 'FALSCH'), 'no credential report: line 2 has "FALSCH" for access_key_1_active, expected true or false'],
  ['a report that does not tell', `${HEAD}\n${line('ada').replace('true', 'no_information')}`, 'line 2 has "no_information" for password_enabled, expected true or false'],
  ['a value that is empty', `${HEAD}\n${line('ada').replace('true', '')}`, 'line 2 has "" for password_enabled, expected true or false'],
  ['a report with two lines on a user', `${REPORT}\n${line('ada', false)}`, 'credential reports contradict one another on arn:aws:iam::123456789012:user/ada; give one for each account'],
  ['two reports of JSON', JSON.stringify({ Content: REPORT }).repeat(2), 'no credential report: it has 2 values of JSON; give a file for each report'],
  ['a line with a comma too many', `${REPORT}\n${line('carol')},`, 'no credential report: line 4 has 8 values, expected 7'],
])('%s is refused', (_what, source, message) => {
  expect(() => readCredentialReport(source)).toThrow(message);
});

test('the root user may have a password that is not told', () => {
  const root = '<root_account>,arn:aws:iam::123456789012:root,2026-01-01T00:00:00+00:00,not_supported,true,false,false';
  expect(readCredentialReport([HEAD, root].join('\n')).get('arn:aws:iam::123456789012:root')).toEqual({ password: false, keys: false, device: true });
});

test.each<[string, string, string[]]>([
  ['no device', 'not_supported,false,false,false', ['no MFA device']],
  ['no device, and a key', 'not_supported,false,false,true', ['no MFA device and access keys']],
  ['a key', 'not_supported,true,true,false', ['access keys']],
  ['a device', 'not_supported,true,false,false', []],
  ['a password and no device', 'true,false,false,false', ['no MFA device']],
  ['nothing to sign in with', 'false,false,false,false', []],
  ['a key alone', 'FALSE,FALSE,TRUE,FALSE', ['access keys']],
])('a root user with %s is told, because no policy of the account holds it', (_what, values, told) => {
  expect(remarksOnRoot(values)).toEqual(told.map((has) => `Not judged: the root user arn:aws:iam::123456789012:root, which has ${has}.`));
});

test('the root user of AWS GovCloud can have no device', () => {
  expect(remarksOnRoot('not_supported,false,false,false', 'aws-us-gov')).toEqual([]);
  expect(remarksOnRoot('not_supported,false,true,false', 'aws-us-gov')).toEqual(['Not judged: the root user arn:aws-us-gov:iam::123456789012:root, which has access keys.']);
});

/** Of a report that has a user of the account too. */
function remarksOnRoot(values: string, partition = 'aws'): readonly string[] {
  const root = `<root_account>,arn:${partition}:iam::123456789012:root,2026-01-01T00:00:00+00:00,${values}`;
  const account = { UserDetailList: [{ UserName: 'ada', Arn: 'arn:aws:iam::123456789012:user/ada' }] };
  return readInputs([{ name: 'account.json', text: JSON.stringify(account) }], { credentials: readCredentialReport([HEAD, root, line('ada')].join('\n')) }).remarks;
}
