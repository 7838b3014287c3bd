/** The vocabulary is closed: what it does not have throws, with the statement. */
import { readStatements } from '../../../src/private/impact/rules/read-statements';
import { UnknownStatement } from '../../../src/private/impact/rules/requirement';
import { impactSql } from '../../../src/private/impact/sql/impact-sql';
import { verdictSql } from '../../../src/private/impact/sql/verdict-sql';

const DENY = { Sid: 'It', Effect: 'Deny', Action: 'iam:GetUser', Resource: '*' };
const withCondition = (operator: string, key: string, value: unknown) => ({ ...DENY, Condition: { [operator]: { [key]: value } } });

test.each<[string, object, string]>([
  ['an effect', { Effect: 'deny' }, 'It: the effect "deny"'],
  ['an element', { Principal: '*' }, 'It: the element Principal'],
  ['no action', { Action: undefined }, 'It: Action and NotAction'],
  ['two kinds of resource', { NotResource: '*' }, 'It: Resource and NotResource'],
  ['an empty list', { Action: [] }, 'It: Action []'],
  ['a resource that is no text', { Resource: [{ Ref: 'Group' }] }, 'It: Resource [{"Ref":"Group"}]'],
  ['a resource', { Resource: 'arn:aws:s3:::data/*' }, 'It: the resource arn:aws:s3:::data/*'],
  ['a user', { Resource: 'arn:aws:iam::1:user/ann' }, 'It: the resource arn:aws:iam::1:user/ann'],
  ['every user, of an action that names no policy', { Resource: 'arn:aws:iam::1:user/*' }, 'It: the resource arn:aws:iam::1:user/*'],
  ['a resource of an action that is not in the facts', { Action: 'iam:GetRole', Resource: 'arn:aws:iam::1:role/x' }, 'It: the action iam:GetRole on'],
  ['a resource of all other actions', { Action: undefined, NotAction: 'iam:GetUser', Resource: 'arn:aws:iam::1:group/x' }, 'It: the resource'],
])('%s that is not known', (_, change, message) => {
  const read = () => readStatements([{ ...DENY, ...change }]);
  expect(read).toThrow(UnknownStatement);
  expect(read).toThrow(message);
});

test.each<[string, string, unknown]>([
  ['StringEquals', 'aws:PrincipalTag/team', 'x'],
  ['StringEquals', 'aws:PrincipalType', 'User'],
  ['Bool', 'aws:MultiFactorAuthPresent', 'true'],
  ['Bool', 'aws:ViaAWSService', 'maybe'],
  ['Bool', 'aws:MultiFactorAuthPresent', ['false']],
  ['NumericGreaterThan', 'aws:MultiFactorAuthAge', '1h'],
  ['ArnLikeIfExists', 'iam:PolicyARN', 'arn:aws:iam::1:policy/exact'],
  ['ArnLikeIfExists', 'iam:PolicyARN', 'exact'],
])('the condition %s %s %j is not known', (operator, key, value) => {
  expect(() => readStatements([withCondition(operator, key, value)])).toThrow(`It: the condition ${operator} ${key} ${JSON.stringify(value)}`);
});

test('any other error is a fault, and stays as it is', () => {
  const broken = { ...DENY, get Condition(): never { throw new RangeError('broken'); } };
  expect(() => readStatements([broken])).toThrow(RangeError);
});

test('an Allow refuses nothing, and a statement without a name gets its place', () => {
  expect(readStatements([{ ...DENY, Effect: 'Allow' }, { ...DENY, Sid: undefined }])).toMatchObject([{ sid: 'statement 2' }]);
});

test('an age beyond all that a fact tells apart depends', () => {
  const [{ requirement }] = readStatements([withCondition('NumericGreaterThan', 'aws:MultiFactorAuthAge', '200000')]);
  expect(JSON.stringify(requirement)).toContain('"values":[],"unknownFor":["older","unknown"]');
});

test('a resource with nothing in it holds for nothing, and quotes stay text', () => {
  expect(verdictSql([{ ...DENY, Sid: "It's" }])).toContain("'stops It''s'");
  expect(verdictSql([{ ...DENY, Action: 'iam:*_?', NotResource: '*', Resource: undefined }])).toContain("LIKE 'iam:%!__' ESCAPE '!'");
  expect(impactSql({ table: 'cloudtrail', where: '"day" = \'2026/11/03\'' }, {})).toContain('WHERE "day" = \'2026/11/03\'');
});
