/** What the evaluator does not know is an error that names it, never a guess. */
import { contextOf, evaluate, readPolicy } from '../../../access/evaluator';

const policy = (statement: object, version: unknown = '2012-10-17') => ({
  Version: version, Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', ...statement }],
});
const when = (operator: string, value: unknown, key = 'aws:x') => policy({ Condition: { [operator]: { [key]: value } } });

test.each<[string, unknown, string]>([
  ['no object', [], 'expected an object, got []'],
  ['no statement', { Version: '2012-10-17' }, 'a policy needs a Statement'],
  ['an unknown version', policy({}, '2020-01-01'), 'Version: expected 2012-10-17 or 2008-10-17, got "2020-01-01"'],
  ['an unknown element', { ...policy({}), Extra: 1 }, 'Extra: unknown element of a policy'],
  ['an element named like a prototype', JSON.parse('{"Version":"2012-10-17","__proto__":{"Statement":[]}}'), '__proto__: unknown element'],
  ['an unknown element of a statement', policy({ Actions: 's3:*' }), 'Statement[0].Actions: unknown element of a statement'],
  ['a principal', policy({ Principal: '*' }), 'Statement[0].Principal: a resource policy or a trust policy'],
  ['another effect', policy({ Effect: 'allow' }), 'Statement[0].Effect: expected Allow or Deny, got "allow"'],
  ['both actions', policy({ NotAction: 's3:*' }), 'Statement[0]: expected either Action or NotAction, got both'],
  ['neither action', { Version: '2012-10-17', Statement: { Effect: 'Allow', Resource: '*' } },
    'Statement: expected either Action or NotAction, got neither'],
  ['an action without a service', policy({ Action: 'GetObject' }), 'Statement[0].Action: expected service:Action or *, got "GetObject"'],
  ['a wildcard for the service', policy({ Action: '*:GetObject' }), 'expected service:Action or *, got "*:GetObject"; IAM refuses a wildcard before the colon'],
  ['wildcards on both sides', policy({ Action: '*:*' }), 'got "*:*"; IAM refuses a wildcard before the colon'],
  ['an action that is no text', policy({ Action: [{}] }), 'Statement[0].Action: expected text, got {}'],
  ['a resource that is no ARN', policy({ Resource: 'bucket' }), 'Statement[0].Resource: expected an ARN or *, got "bucket"'],
  ['a variable that cannot be read', policy({ Resource: 'arn:aws:s3:::${a b}' }), 'a policy variable that cannot be read: "${a b}"'],
  ['a variable that is escaped for Fn::Sub', policy({ Resource: 'arn:aws:s3:::${!aws:username}' }), '"${!aws:username}"; outside of Fn::Sub, write it without the !'],
  ['a control character', policy({ Resource: 'arn:aws:s3:::\u0000' }), 'a control character'],
  ['a condition that is a text', policy({ Condition: 'x' }), 'Statement[0].Condition: expected an object, got "x"'],
  ['an operator without keys', policy({ Condition: { Bool: 'x' } }), 'Statement[0].Condition.Bool: expected an object, got "x"'],
  ['an unknown operator', when('StringMatches', 'x'), 'Statement[0].Condition.StringMatches: unknown condition operator "StringMatches"'],
  ['an operator of a prototype', when('constructor', 'x'), 'unknown condition operator "constructor"'],
  ['an unknown set operator', when('ForSomeValues:StringLike', 'x'), 'unknown condition operator "ForSomeValues:StringLike"'],
  ['Null if it exists', when('NullIfExists', 'true'), 'Null takes neither a set operator nor IfExists'],
  ['Null of something else', when('Null', 'yes'), 'Statement[0].Condition.Null.aws:x: expected true or false, got "yes"'],
  ['no boolean', when('Bool', 'yes'), 'expected true or false, got "yes"'],
  ['no number', when('NumericLessThan', '1h'), 'expected a number, got "1h"'],
  ['no date', when('DateLessThan', 'yesterday'), 'expected a date such as 2026-01-31T00:00:00Z, got "yesterday"'],
  ['a time without a zone', when('DateLessThan', '2026-01-31T10:00:00'), 'expected a date such as 2026-01-31T00:00:00Z, got "2026-01-31T10:00:00"'],
  ['a day that the month does not have', when('DateLessThan', '2026-02-30T10:00:00Z'), 'got "2026-02-30T10:00:00Z"'],
  ['no base64', when('BinaryEquals', 'false'), 'expected base64, got "false"'],
  ['no address', when('IpAddress', '10.0.0.0/33'), 'expected an IP address or a range, got "10.0.0.0/33"'],
  ['no ARN', when('ArnLike', '*'), 'expected an ARN of six parts, got "*"'],
  ['a variable in a number', when('NumericEquals', '${aws:x}'), 'a policy variable, which this operator does not take'],
])('%s is an error', (_what, document, message) => {
  expect(() => readPolicy('test', document)).toThrow(message);
});

const allows = (document: unknown, keys: Record<string, string | string[]> = {}, resource = 'arn:aws:s3:::data/x') =>
  evaluate({ identity: [readPolicy('test', document)] }, { action: 's3:GetObject', resource, context: contextOf(keys) }).allowed;

test.each<[string, unknown, string, boolean]>([
  ['an address', when('IpAddress', '203.0.113.7'), '203.0.113.7', true],
  ['another address', when('IpAddress', '203.0.113.7'), '203.0.113.8', false],
  ['an address of version 6', when('IpAddress', '2001:db8::1'), '2001:0DB8:0:0:0:0:0:1', true],
  ['a malformed address', when('IpAddress', '::/0'), '1::2::3', false],
  ['too many groups', when('IpAddress', '::/0'), '1:2:3:4:5:6:7:8:9', false],
  ['seconds since 1970', when('DateEquals', '1767225600'), '2026-01-01T00:00:00Z', true],
  ['a time in another zone', when('DateEquals', '2026-01-01T01:00+01:00'), '2026-01-01T00:00:00Z', true],
  ['a time without a zone in the request', when('DateNotEquals', '2026-01-01'), '2026-02-01T00:00:00', false],
  ['a year', when('DateEquals', '2026'), '2026-01-01T00:00:00Z', true],
  ['a day that does not exist', when('DateNotEquals', '2026-01-01'), '2026-99-01', false],
  ['a number of JSON', when('NumericEquals', 3600), '3600', true],
  ['a boolean of JSON', when('Bool', true), 'TRUE', true],
  ['a boolean from a variable', when('Bool', '${aws:y}'), 'true', true],
  ['binary', when('BinaryEquals', 'QQ=='), 'QQ==', true],
  ['an operator in lower case', when('stringequals', 'x'), 'x', true],
])('%s', (_what, document, value, allowed) => {
  expect(allows(document, { 'AWS:X': value, 'aws:y': 'true' })).toBe(allowed);
});

test.each([
  ['ForAnyValue:StringEquals', false], ['ForAnyValue:StringEqualsIfExists', false], ['ForAllValues:StringEquals', true], ['ForAllValues:StringEqualsIfExists', true],
  ['StringEquals', false], ['StringEqualsIfExists', true],
])('without the key, %s gives %s', (operator, allowed) => {
  expect(allows(when(operator, 'x'))).toBe(allowed);
});

test('a policy of an old version has no variables', () => {
  expect(readPolicy('old', policy({}, '2008-10-17')).isOld).toBe(true);
  expect(allows(policy({ Resource: 'arn:aws:s3:::data/${aws:username}' }, '2008-10-17'), { 'aws:username': 'x' })).toBe(false);
});

test('the resource of an action without a resource type fits a star only', () => {
  expect(allows(policy({ Resource: 'arn:*:*:*:*:*' }), {}, '*')).toBe(false);
  expect(allows(policy({}), {}, '*')).toBe(true);
});

test('says who decides, and what is missing', () => {
  const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::data/x', context: contextOf({}) };
  const all = readPolicy('all', policy({ Sid: 'All' }));
  const deny = readPolicy('deny', policy({ Effect: 'Deny' }));
  const none = readPolicy('none', policy({ Action: 'ec2:*' }));
  expect(evaluate({ identity: [all] }, request)).toEqual({ allowed: true, decidedBy: [{ policy: 'all', statement: 'All', keys: [] }] });
  expect(evaluate({ identity: [all, deny] }, request)).toEqual({ allowed: false, decidedBy: [{ policy: 'deny', statement: 'statement 1', keys: [] }] });
  expect(evaluate({ identity: [all], boundary: none }, request)).toEqual({ allowed: false, decidedBy: [], missing: 'boundary' });
  expect(evaluate({ identity: [all], serviceControl: [[all], [none]] }, request))
    .toEqual({ allowed: false, decidedBy: [], missing: 'service control policies' });
});

test('many stars do not hang it', () => {
  const stars = `arn:aws:s3:::${'*a'.repeat(500)}`;
  expect(allows(policy({ Resource: stars }), {}, `arn:aws:s3:::${'a'.repeat(5000)}b`)).toBe(false);
});

test('the key of a tag may have spaces and letters of any script', () => {
  const own = policy({ Resource: 'arn:aws:s3:::${aws:PrincipalTag/Cost Center}/${aws:ResourceTag/Équipe, \'none\'}' });
  expect(allows(own, { 'aws:PrincipalTag/Cost Center': '4711' }, 'arn:aws:s3:::4711/none')).toBe(true);
  expect(allows(own, { 'aws:PrincipalTag/Cost': '4711' }, 'arn:aws:s3:::4711/none')).toBe(false);
});
