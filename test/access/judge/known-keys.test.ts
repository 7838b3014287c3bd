/** Keys that the reader knows: by option, in a file, on the page. */
import { Given, readKnownKeys } from '../../../access/judge/inputs/known-keys';

const inText = (text: string): Given[] => [{ name: 'keys', text }];
const BOTH = { 'aws:requestedregion': 'eu-west-1', 'aws:principaltag/team': 'a=b' };

test.each<[string, Given[]]>([
  ['pairs', [{ name: '--context', pairs: ['aws:RequestedRegion=eu-west-1'] }, { name: '--context', pairs: ['aws:PrincipalTag/team=a=b'] }]],
  ['lines', inText('# of the team\naws:RequestedRegion=eu-west-1\r\n\n  aws:PrincipalTag/team=a=b\n')],
  ['JSON', inText('\ufeff{ "aws:RequestedRegion": "eu-west-1", "aws:PrincipalTag/team": "a=b" }')],
  ['a pair and a file', [{ name: '--context', pairs: ['aws:RequestedRegion=eu-west-1'] }, { name: 'keys', text: '{ "aws:PrincipalTag/team": "a=b" }' }]],
])('%s', (_what, given) => {
  expect(readKnownKeys(given)).toEqual(BOTH);
});

test('nothing is known of nothing', () => {
  expect(readKnownKeys([])).toEqual({});
  expect(readKnownKeys(inText('\n'))).toEqual({});
});

test.each(['aws:SourceIp=198.51.100.7', 'aws:VpcSourceIp=2001:db8::1', 'aws:CurrentTime=2026-01-31T00:00:00Z', 'aws:EpochTime=1767225600', 'aws:PrincipalOrgID=o-1'])('%s is told', (pair) => {
  expect(Object.values(readKnownKeys([{ name: '--context', pairs: [pair] }]))).toEqual([pair.split('=')[1]]);
});

test('the account is told, too', () => {
  expect(readKnownKeys(inText('aws:PrincipalAccount=111122223333'))).toEqual({ 'aws:principalaccount': '111122223333' });
});

test.each<[string, Given[], string]>([
  ['no pair', [{ name: '--context', pairs: ['aws:RequestedRegion'] }], '--context: expected KEY=VALUE such as aws:RequestedRegion=eu-west-1, got "aws:RequestedRegion"'],
  ['a line that is none', inText('aws:RequestedRegion=x\neu-west-1'), 'keys: expected KEY=VALUE such as aws:RequestedRegion=eu-west-1, got "eu-west-1"'],
  ['a key without a service', inText('region=x'), 'keys: expected KEY=VALUE such as aws:RequestedRegion=eu-west-1, got "region=x"'],
  ['no value', inText('aws:RequestedRegion='), 'got "aws:RequestedRegion="'],
  ['a key that the rows fix', inText('aws:multiFactorAuthPresent=true'), 'keys: the rows say what aws:multiFactorAuthPresent is, each for its kind of request'],
  ['an account that is none', inText('aws:PrincipalAccount=x'), 'keys: expected the 12 digits of your account for aws:PrincipalAccount, got "x"'],
  ['a range of addresses', inText('AWS:SourceIp=198.51.100.0/24'), 'keys: expected an IP address for AWS:SourceIp, got "198.51.100.0/24"'],
  ['a time that is none', inText('aws:CurrentTime=2026-01-31 10:00'), 'keys: expected a time such as 2026-01-31T00:00:00Z for aws:CurrentTime, got "2026-01-31 10:00"'],
  ['a date for a number', inText('aws:EpochTime=2026-01-31T00:00:00Z'), 'keys: expected seconds since 1970 such as 1769817600 for aws:EpochTime, got "2026-01-31T00:00:00Z"'],
  ['a key twice', [{ name: '--context', pairs: ['aws:RequestedRegion=x'] }, { name: 'keys', text: 'AWS:requestedregion=y' }], 'keys: aws:requestedregion is given twice, expected one value'],
  ['a number', inText('{ "aws:RequestedRegion": 1 }'), 'keys: expected a condition key with a text, "aws:RequestedRegion": "eu-west-1", got "aws:RequestedRegion":1}'],
  ['a list', inText('[]'), 'keys: expected one object'],
  ['two objects', inText('{}{}'), 'keys: expected one object'],
  ['JSON that ends early', inText('{ "a'), 'keys: not JSON: it ends too early'],
])('refused: %s', (_what, given, message) => {
  expect(() => readKnownKeys(given)).toThrow(message);
});
