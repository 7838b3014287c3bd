/** What one Deny denies and others do not, by what they name. */
import { type Statement, contextOf, evaluate, readPolicy } from '../../../access/evaluator';
import { EVERY_KIND, deniedAlone } from '../../../access/judge/denied-alone';

const CONSOLE = contextOf({ 'aws:MultiFactorAuthPresent': 'false', 'aws:ViaAWSService': 'false', 'aws:PrincipalType': 'User' });

const statement = (more: object, Version = '2012-10-17'): Statement => readPolicy('', { Version, Statement: { Effect: 'Deny', ...'NotResource' in more ? {} : { Resource: '*' }, ...more } }).statements[0];
const alone = (one: object, ...others: object[]) => deniedAlone(statement(one), others.map((other) => statement(other)))(CONSOLE);

test.each<[string, object, object[], string[] | undefined]>([
  ['a star has every action', { Action: ['s3:*', 'ec2:Run*'] }, [{ Action: '*' }], []],
  ['a pattern has a narrower one, in any case', { Action: ['s3:GetObject', 's3:get*Acl'] }, [{ Action: 'S3:Get*' }], []],
  ['and no wider one', { Action: 's3:*' }, [{ Action: 's3:Get*' }], ['s3:*']],
  ['a question mark is no star', { Action: ['s3:Get*', 's3:Get?'] }, [{ Action: 's3:Get?' }], ['s3:get*']],
  ['two together have what each has', { Action: ['s3:GetObject', 'ec2:RunInstances'] }, [{ Action: 's3:*' }, { Action: 'ec2:*' }], []],
  ['all but some has what is none of them', { Action: ['s3:*', 'iam:ListUsers', 'iam:*Profile'] }, [{ NotAction: ['iam:GetUser', 'sts:*'] }], []],
  ['and not what may be one of them', { Action: ['iam:Get*', 'sts:GetSessionToken', 'sts:Get*'] }, [{ NotAction: ['iam:GetUser', 'sts:*'] }], ['iam:get*', 'sts:getsessiontoken', 'sts:get*']],
  ['of patterns on both sides, the beginnings are compared', { Action: ['ec2:Run*', 's3:Get*'] }, [{ NotAction: ['ec2:R*', 'ec2:Runner*', 'kms:*'] }], ['ec2:run*']],
  ['all but a list has all but a longer list', { NotAction: ['iam:*', 'sts:GetSessionToken'] }, [{ NotAction: ['iam:GetUser'] }], []],
  ['and leaves what only the other one leaves out', { NotAction: 'iam:GetUser' }, [{ NotAction: ['iam:GetUser', 'iam:ListUsers'] }], ['iam:listusers']],
  ['unless a third one has that', { NotAction: 'iam:GetUser' }, [{ NotAction: ['iam:GetUser', 'iam:ListUsers'] }, { Action: 'iam:List*' }], []],
  ['no list has all but some', { NotAction: 'iam:*' }, [{ Action: ['s3:*', 'ec2:*'] }], undefined],
])('actions: %s', (_what, one, others, expected) => {
  expect(alone(one, ...others)).toEqual(expected);
});

const [ONE, TWO] = ['arn:aws:s3:::one/*', 'arn:aws:s3:::two/*'];

test.each<[string, object, object, boolean]>([
  ['everywhere', { Resource: ONE }, {}, true],
  ['not everywhere', {}, { Resource: ONE }, false],
  ['some of them', { Resource: ONE }, { Resource: [TWO, ONE] }, true],
  ['more of them', { Resource: [ONE, TWO] }, { Resource: ONE }, false],
  ['all but some', {}, { NotResource: ONE }, false],
  ['all but these, and all but more', { NotResource: [ONE, TWO] }, { NotResource: ONE }, true],
  ['all but these, and all but fewer', { NotResource: ONE }, { NotResource: [ONE, TWO] }, false],
  ['one, and all but one', { Resource: ONE }, { NotResource: ONE }, false],
])('resources: %s', (_what, one, other, isCovered) => {
  expect(alone({ Action: 's3:GetObject', ...one }, { Action: 's3:*', ...other })).toEqual(isCovered ? [] : ['s3:getobject']);
});

const when = (operator: string, key: string, value: string | string[]) => ({ Condition: { [operator]: { [key]: value } } });

test.each<[string, object, object, boolean]>([
  ['met by this kind of request', when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'), when('Bool', 'aws:MultiFactorAuthPresent', 'false'), true],
  ['not met by this kind', {}, when('Bool', 'aws:ViaAWSService', 'true'), false],
  ['the same, in another order', when('StringEquals', 'aws:RequestedRegion', ['a', 'b']), when('stringequals', 'aws:requestedregion', ['b', 'a']), true],
  ['weaker, because the key may be absent', when('StringEquals', 'aws:RequestedRegion', 'a'), when('StringEqualsIfExists', 'aws:RequestedRegion', 'a'), true],
  ['stronger', when('StringEqualsIfExists', 'aws:RequestedRegion', 'a'), when('StringEquals', 'aws:RequestedRegion', 'a'), false],
  ['with another value', when('StringEquals', 'aws:RequestedRegion', 'a'), when('StringEquals', 'aws:RequestedRegion', 'b'), false],
  ['about another key', when('StringEquals', 'aws:RequestedRegion', 'a'), when('StringEquals', 'aws:SourceVpc', 'a'), false],
  ['which one alone has', {}, when('Null', 'aws:SourceVpc', 'true'), false],
  ['which both have', when('Null', 'aws:SourceVpc', 'true'), when('Null', 'aws:SourceVpc', 'true'), true],
])('a condition: %s', (_what, one, other, isCovered) => {
  expect(alone({ Action: 's3:GetObject', ...one }, { Action: 's3:*', ...other })).toEqual(isCovered ? [] : ['s3:getobject']);
});

test('what does not apply denies nothing', () => {
  expect(alone({ Action: '*', ...when('Bool', 'aws:MultiFactorAuthPresent', 'true') })).toEqual([]);
});

test('what is a variable in one policy is plain text in an old one', () => {
  const named = { Action: 's3:GetObject', Resource: 'arn:aws:s3:::home/${aws:username}' };
  const tagged = { Action: 's3:GetObject', ...when('StringEquals', 'aws:PrincipalTag/home', '${aws:username}') };
  for (const one of [named, tagged]) {
    expect(deniedAlone(statement(one), [statement(one)])(CONSOLE)).toEqual([]);
    expect(deniedAlone(statement(one), [statement(one, '2008-10-17')])(CONSOLE)).toEqual(['s3:getobject']);
  }
});

test('whatever statements are put together, no request shows the contrary', () => {
  let seed = 1;
  const below = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
  const pick = <T>(some: readonly T[]) => some[below(some.length)];
  const several = <T>(some: readonly T[]) => [pick(some), ...below(2) === 0 ? [pick(some)] : []];
  const actions = ['*', 's3:*', 's3:Get*', 's3:Get?bject', 's3:GetObject', 's3:*Object', 'iam:GetUser', 'iam:*', 'sts:AssumeRole'];
  const resources = ['*', ONE, TWO, 'arn:aws:iam::123456789012:user/${aws:username}'];
  const mfa = 'aws:MultiFactorAuthPresent';
  const conditions = [{}, when('Bool', mfa, 'false'), when('BoolIfExists', mfa, 'false'), when('Null', mfa, 'true'), when('StringNotEquals', 'aws:RequestedRegion', 'a'),
    when('StringEquals', 'aws:RequestedRegion', ['a', 'b']), when('StringEqualsIfExists', 'aws:RequestedRegion', ['a', 'b']), when('Bool', 'aws:ViaAWSService', 'false')];
  const random = () => ({ [pick(['Action', 'NotAction'])]: several(actions.slice(1)), [pick(['Resource', 'NotResource'])]: several(resources), ...pick(conditions) });
  const asked = ['s3:GetObject', 's3:GetAbject', 's3:GetBucket', 's3:PutObject', 'iam:GetUser', 'iam:ListUsers', 'sts:AssumeRole', 'ec2:RunInstances'];
  const objects = ['arn:aws:s3:::one/x', 'arn:aws:s3:::two/x', 'arn:aws:iam::123456789012:user/alice', 'arn:aws:iam::123456789012:user/bob'];
  const further = ([{}, { 'aws:username': 'alice' }, { 'aws:username': 'bob', 'aws:RequestedRegion': 'a' }, { 'aws:RequestedRegion': 'c' }] as Record<string, string>[]).map(contextOf);
  const denying = (statements: readonly object[]) => ({ identity: [readPolicy('', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, ...statements.map((one) => ({ Effect: 'Deny', ...one }))] })] });
  let covered = 0;
  for (let round = 0; round < 3_000; round++) {
    const [one, ...others] = [random(), random(), random()];
    const kind = pick(EVERY_KIND);
    const left = deniedAlone(readDeny(one), others.map(readDeny))(kind);
    if (left?.length !== 0) {
      continue;
    }
    covered++;
    for (const action of asked) {
      for (const resource of objects) {
        for (const more of further) {
          const request = { action, resource, context: new Map([...kind, ...more]) };
          if (!evaluate(denying([one]), request).allowed && evaluate(denying(others), request).allowed) {
            throw new Error(JSON.stringify({ one, others, action, resource, context: [...request.context] }));
          }
        }
      }
    }
  }
  expect(covered).toBeGreaterThan(300);
});

function readDeny(one: object): Statement {
  return readPolicy('', { Version: '2012-10-17', Statement: { Effect: 'Deny', ...one } }).statements[0];
}
