import { denialOfAccessKeys } from '../../../src/private/app/key-denials';

const PRESENT = 'aws:MultiFactorAuthPresent';
const AGE = 'aws:MultiFactorAuthAge';
const OLD_TUTORIAL = { Effect: 'Deny', NotAction: ['iam:*', 'sts:GetSessionToken'], Resource: '*', Condition: { BoolIfExists: { [PRESENT]: 'false' } } };

const of = (statement: object) => denialOfAccessKeys({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, { ...OLD_TUTORIAL, ...statement }] });

describe('a condition that holds for every request of an access key', () => {
  test.each<[object, string]>([
    [{ BoolIfExists: { [PRESENT]: 'false' } }, `BoolIfExists ${PRESENT}`],
    [{ BoolIfExists: { [PRESENT]: false } }, `BoolIfExists ${PRESENT}`],
    [{ BoolIfExists: { [PRESENT]: ['true', 'false'] } }, `BoolIfExists ${PRESENT}`],
    [{ boolifexists: { 'AWS:MultifactorAuthPresent': 'false' } }, 'boolifexists AWS:MultifactorAuthPresent'],
    [{ Null: { [PRESENT]: 'true' } }, `Null ${PRESENT}`],
    [{ Null: { [PRESENT]: true } }, `Null ${PRESENT}`],
    [{ StringNotEquals: { [PRESENT]: 'true' } }, `StringNotEquals ${PRESENT}`],
    [{ StringNotLike: { [PRESENT]: 'true' } }, `StringNotLike ${PRESENT}`],
    [{ StringEqualsIfExists: { [PRESENT]: 'false' } }, `StringEqualsIfExists ${PRESENT}`],
    [{ 'ForAllValues:StringEquals': { [PRESENT]: 'false' } }, `ForAllValues:StringEquals ${PRESENT}`],
    [{ NumericGreaterThanIfExists: { [AGE]: '3600' } }, `NumericGreaterThanIfExists ${AGE}`],
    [{ Null: { [AGE]: 'true' } }, `Null ${AGE}`],
    [{ BoolIfExists: { [PRESENT]: 'false', 'aws:ViaAWSService': 'false' } }, `BoolIfExists ${PRESENT}`],
    [{ Bool: { 'aws:ViaAWSService': 'false' }, BoolIfExists: { [PRESENT]: 'false' } }, `BoolIfExists ${PRESENT}`],
    [{ BoolIfExists: { 'aws:ViaAWSMCPService': 'false', [PRESENT]: 'false' } }, `BoolIfExists ${PRESENT}`],
    [{ StringEquals: { 'aws:PrincipalType': 'User' }, Null: { [PRESENT]: 'true' } }, `Null ${PRESENT}`],
    [{ StringLike: { 'aws:PrincipalType': ['Account', 'User'] }, Null: { [PRESENT]: 'true' } }, `Null ${PRESENT}`],
    [{ Null: { 'aws:TokenIssueTime': 'true', [PRESENT]: 'true' } }, `Null ${PRESENT}`],
  ])('%j', (Condition, denial) => {
    expect(of({ Condition })).toBe(denial);
  });
});

describe('a condition that does not, or of which nobody can tell', () => {
  test.each<[object]>([
    [{ Bool: { [PRESENT]: 'false' } }],
    [{ StringEquals: { [PRESENT]: 'false' } }],
    [{ Null: { [PRESENT]: 'false' } }],
    [{ Null: { [PRESENT]: { Ref: 'Value' } } }],
    [{ 'ForAnyValue:StringNotEquals': { [PRESENT]: 'true' } }],
    [{ NumericGreaterThan: { [AGE]: '3600' } }],
    [{ BoolIfExists: { [PRESENT]: 'false' }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }],
    [{ BoolIfExists: { [PRESENT]: 'false' }, StringLike: { 'aws:username': 'ann' } }],
    [{ BoolIfExists: { [PRESENT]: 'false', 'aws:ViaAWSService': 'true' } }],
    [{ BoolIfExists: { [PRESENT]: 'false' }, Bool: { 'aws:ViaAWSMCPService': 'false' } }],
    [{ BoolIfExists: { [PRESENT]: 'false' }, StringNotEquals: { 'aws:PrincipalType': 'AssumedRole' } }],
    [{ BoolIfExists: { 'aws:ViaAWSService': 'false' } }],
    [{ 'Fn::If': ['Strict', { BoolIfExists: { [PRESENT]: 'false' } }, {}] }],
    [{}],
  ])('%j', (Condition) => {
    expect(of({ Condition })).toBeUndefined();
  });

  test('none', () => {
    expect(of({ Condition: undefined })).toBeUndefined();
  });
});

describe('a statement over all, or all but some', () => {
  test.each<[object]>([
    [{ NotAction: undefined, Action: '*' }],
    [{ NotAction: undefined, Action: ['s3:*', '*:*'] }],
    [{ NotAction: 'iam:*' }],
    [{ Resource: ['arn:aws:s3:::a', '*'] }],
    [{ Resource: undefined, NotResource: 'arn:aws:iam::*:user/${aws:username}' }],
  ])('%j', (statement) => {
    expect(of(statement)).toBe(`BoolIfExists ${PRESENT}`);
  });
});

describe('a statement that is narrower, or that depends on a token', () => {
  test.each<[object]>([
    [{ Effect: 'Allow' }],
    [{ NotAction: undefined, Action: ['bedrock:CallWithBearerToken', 's3:*'] }],
    [{ NotAction: undefined }],
    [{ NotAction: ['*'] }],
    [{ NotAction: ['iam:*', { Ref: 'More' }] }],
    [{ NotAction: ['construct:Stack/Parameter'] }],
    [{ Resource: 'arn:aws:s3:::bucket/*' }],
    [{ Resource: { Ref: 'Bucket' } }],
    [{ Resource: undefined }],
    [{ Resource: undefined, NotResource: '*' }],
    [{ Resource: undefined, NotResource: [{ Ref: 'Bucket' }] }],
  ])('%j', (statement) => {
    expect(of(statement)).toBeUndefined();
  });
});

test.each([[undefined], [null], ['text'], [{}], [{ Statement: { 'Fn::If': ['Strict', {}, {}] } }]])('%j is no document with one', (document) => {
  expect(denialOfAccessKeys(document)).toBeUndefined();
});

test('one statement is no list', () => {
  expect(denialOfAccessKeys({ Statement: OLD_TUTORIAL })).toBe(`BoolIfExists ${PRESENT}`);
});
