import { Aws, Duration, Lazy, Token, aws_iam as iam } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { MfaEnforcement, UserCredential } from '../../../src/index';
import {
  checkAttachments, checkCredentials, checkGroup, checkGroupName, checkIamPath, checkMaxMfaAge, checkEnumMember, descriptionProblem, nameProblem,
} from '../../../src/private/checks/prop-values';
import { ACCOUNT, OTHER_ACCOUNT, foreignGroup, foreignUser, inAccount, importedGroup, importedUser, refusal, testStack } from '../../helpers';

const PATH = 'Stack/It';

describe('a member of an enum', () => {
  test.each(Object.values(MfaEnforcement))('may be %s', (member) => {
    expect(() => checkEnumMember(PATH, 'enforcement', member, MfaEnforcement)).not.toThrow();
  });

  test.each<[unknown, string]>([
    [undefined, 'nothing'], [null, 'null'], ['', '""'], ['CONSOLE_ONLY', '"CONSOLE_ONLY"'], ['bool', '"bool"'], [0, '0'], [['Bool'], '["Bool"]'],
    [Token.asString({ Ref: 'Enforcement' }), '"a token"'],
  ])('fails on %j', (value, got) => {
    expect(() => checkEnumMember(PATH, 'enforcement', value, MfaEnforcement))
      .toThrow(refusal(PATH, 'enforcement', got, 'a member of the enum (CONSOLE_ONLY, ALL_REQUESTS)', 'pass one of the two'));
  });
});

describe('credentials', () => {
  test.each([[undefined], [[]], [Object.values(UserCredential)]])('may be %j', (credentials) => {
    expect(() => checkCredentials(PATH, 'selfManagedCredentials', credentials)).not.toThrow();
  });

  test('fail on what is no member, by its index', () => {
    const members = 'PASSWORD, ACCESS_KEYS, SIGNING_CERTIFICATES, SSH_PUBLIC_KEYS, SERVICE_SPECIFIC_CREDENTIALS';
    expect(() => checkCredentials(PATH, 'selfManagedCredentials', [UserCredential.PASSWORD, 'mfa' as any]))
      .toThrow(refusal(PATH, 'selfManagedCredentials[1]', '"mfa"', `a member of the enum (${members})`, 'pass one of them'));
  });

  test.each([['password', '"password"'], [null, 'null'], [{}, '{}']])('fail on %j, which is no array', (credentials, got) => {
    expect(() => checkCredentials(PATH, 'selfManagedCredentials', credentials as any))
      .toThrow(refusal(PATH, 'selfManagedCredentials', got, 'an array of UserCredential members', 'put it in an array'));
  });
});

describe('maxMfaAge', () => {
  test.each([undefined, Duration.seconds(1), Duration.millis(1000), Duration.hours(36), Duration.days(1.5)])('may be %s', (age) => {
    expect(() => checkMaxMfaAge(PATH, age)).not.toThrow();
  });

  test.each<[string, unknown, string]>([
    ['zero', Duration.seconds(0), '"0 seconds"'],
    ['less than a second', Duration.millis(999), '"0.999 seconds"'],
    ['a fraction of a second', Duration.millis(1500), '"1.5 seconds"'],
    ['a second more than 36 hours', Duration.seconds(36 * 3600 + 1), '"129601 seconds"'],
    ['days', Duration.days(2), '"172800 seconds"'],
    ['a token', Duration.seconds(Token.asNumber({ Ref: 'Age' })), '"an unresolved token"'],
    ['a number', 3600, '"3600"'],
    ['a text', 'PT1H', '"PT1H"'],
    ['null', null, '"null"'],
    ['an object', {}, '"[object Object]"'],
  ])('fails on %s', (_, age, got) => {
    expect(() => checkMaxMfaAge(PATH, age as any))
      .toThrow(refusal(PATH, 'maxMfaAge', got, 'whole seconds, from 1 second to 36 hours', 'Duration.hours(12)'));
  });

  test('is accepted exactly from a second to 36 hours', () => {
    fc.assert(fc.property(fc.nat({ max: 40 * 3600 }), (seconds) => {
      const check = expect(() => checkMaxMfaAge(PATH, Duration.seconds(seconds)));
      seconds >= 1 && seconds <= 36 * 3600 ? check.not.toThrow() : check.toThrow();
    }));
  });
});

describe('the path of a policy', () => {
  test.each([undefined, '/', '/a/', '/cdk-iam-mfa/', '/a/b/', `/${'a'.repeat(510)}/`, `/${Aws.STACK_NAME}/`, Lazy.string({ produce: () => 'x' })])('may be %s', (path) => {
    expect(() => checkIamPath(PATH, 'path', path)).not.toThrow();
  });

  test.each<[string, unknown]>([
    ['nothing in it', ''], ['no slash', 'a'], ['no slash before', 'a/'], ['no slash after', '/a'], ['nothing between', '//'], ['a space', '/a b/'],
    ['a wildcard', '/a*/'], ['a placeholder', '/a?/'], ['a variable', '/${aws:username}/'], ['another alphabet', '/é/'], ['a line break', '/a/\n'],
    ['513 characters', `/${'a'.repeat(511)}/`], ['no text', 7], ['null', null],
    ['a construct', { toString: () => 'Stack/devs' }],
  ])('fails on %s', (_, path) => {
    expect(() => checkIamPath(PATH, 'path', path as any))
      .toThrow(refusal(PATH, 'path', JSON.stringify(path), 'begins and ends with /', 'write it as in /cdk-iam-mfa/'));
  });
});

describe('the name of a group', () => {
  test.each([undefined, 'devs', 'a+b=c,d.e@f-g_h', 'a'.repeat(128), `${Aws.STACK_NAME}/devs`, '{{resolve:ssm:group:1}}', '{{resolve:ssm:/iam/group}}', '${Group}'])('may be %s', (name) => {
    expect(() => checkGroupName(PATH, 'groupName', name)).not.toThrow();
  });

  test.each([['team/devs', 'devs'], ['/team/sub/devs', 'devs'], ['devs/', ''], ['team/{{resolve:ssm:devs}}', '{{resolve:ssm:devs}}']])('fails on %s', (name, bare) => {
    expect(() => checkGroupName(PATH, 'groupName', name))
      .toThrow(refusal(PATH, 'groupName', `"${name}"`, 'a group name without its path', `pass the bare name "${bare}"`));
  });
});

describe('a name', () => {
  test.each<[string, unknown]>([
    ['nothing in it', ''], ['a space', 'a b'], ['a wildcard', 'dev*'], ['129 characters', 'a'.repeat(129)], ['a line break', 'devs\n'], ['no text', 7], ['null', null],
    ['a construct', { toString: () => 'Stack/devs' }],
  ])('fails on %s', (_, name) => {
    const refused = (prop: string) => refusal(PATH, prop, JSON.stringify(name), 'at most 128 letters, digits and +=,.@-_, and at least one', 'write it as in developers');
    expect(() => checkGroupName(PATH, 'groupName', name as any)).toThrow(refused('groupName'));
    expect(nameProblem(PATH, 'managedPolicyName', name)).toMatch(refused('managedPolicyName'));
  });
});

describe('the description of a policy', () => {
  test.each(['', 'd'.repeat(1000), Lazy.string({ produce: () => 'd' })])('may be %s', (description) => {
    expect(descriptionProblem(PATH, 'description', description)).toBeUndefined();
  });

  test.each<[unknown, string]>([['d'.repeat(1001), '"1001 characters"'], [7, '7'], [['d'], '["d"]']])('fails on %j', (description, got) => {
    expect(descriptionProblem(PATH, 'description', description)).toMatch(refusal(PATH, 'description', got, 'a text of at most 1000 characters', 'shorten it'));
  });
});

describe('the path of a group', () => {
  test.each([undefined, '/', '/team/', '/a*/', Aws.STACK_NAME])('may be %s', (path) => {
    expect(() => checkGroup(PATH, { path })).not.toThrow();
  });

  test.each(['', '/a', 'a/', null])('fails on %j', (path) => {
    expect(() => checkGroup(PATH, { path: path as any })).toThrow(refusal(PATH, 'path', JSON.stringify(path), 'begins and ends with /', 'write it as in /team/'));
  });
});

describe('the managed policies of a group', () => {
  const readOnly = iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess');

  test.each<[iam.IManagedPolicy[] | undefined]>([[undefined], [[]], [[readOnly]]])('may be %j', (managedPolicies) => {
    expect(() => checkGroup(PATH, { managedPolicies })).not.toThrow();
  });

  test.each<[string, unknown, string, string, string]>([
    ['a name', ['ReadOnlyAccess'], '[0]', '"ReadOnlyAccess"', 'a construct of a managed policy'],
    ['a construct of another kind', [importedGroup(testStack())], '[0]', '"the group Stack/devs"', 'a construct of a managed policy'],
    ['one policy', readOnly, '', '"a managed policy"', 'an array of managed policies'],
  ])('fail on %s', (_, given, index, got, expected) => {
    expect(() => checkGroup(PATH, { managedPolicies: given as any }))
      .toThrow(refusal(PATH, `managedPolicies${index}`, got, expected, 'iam.ManagedPolicy.fromAwsManagedPolicyName'));
  });
});

describe('groups and users', () => {
  const stack = testStack(inAccount(ACCOUNT));
  const foreignToken = iam.Group.fromGroupArn(stack, 'ForeignToken', `arn:aws:iam::${OTHER_ACCOUNT}:group/${Aws.STACK_NAME}`);
  const devs = importedGroup(stack);
  const ann = importedUser(stack);

  test.each([
    ['nothing', undefined, undefined],
    ['none', [], []],
    ['some of the account', [devs], [ann]],
  ])('may be %s', (_, groups, users) => {
    expect(() => checkAttachments(PATH, ACCOUNT, groups, users)).not.toThrow();
  });

  test('may be of any account if their or the own one is not known', () => {
    expect(() => checkAttachments(PATH, Aws.ACCOUNT_ID, [foreignGroup(stack, 'admins')], [foreignUser(stack, 'bob')])).not.toThrow();
    expect(() => checkAttachments(PATH, ACCOUNT, [importedGroup(testStack())], [importedUser(testStack())])).not.toThrow();
    expect(() => checkAttachments(PATH, ACCOUNT, [{ ...devs, groupName: 'devs', principalAccount: undefined } as any])).not.toThrow();
  });

  test.each<[string, unknown, unknown, string, string]>([
    ['a group', [devs, foreignGroup(stack)], [], 'groups[1]', 'devs'],
    ['a user', [devs], [ann, foreignUser(stack)], 'users[1]', 'ann'],
    ['a group whose name is a token', [foreignToken], [], 'groups[0]', 'an identity'],
  ])('fails on %s of another account', (_, groups, users, prop, name) => {
    expect(() => checkAttachments(PATH, ACCOUNT, groups as any, users as any)).toThrow(refusal(
      PATH, prop, `"${name} of account ${OTHER_ACCOUNT}"`, `one of account ${ACCOUNT}`, `deploy the policy in a stack of account ${OTHER_ACCOUNT}`,
    ));
  });

  test('fails on a group name with a path', () => {
    expect(() => checkAttachments(PATH, ACCOUNT, [devs, importedGroup(stack, 'team/ops')]))
      .toThrow(refusal(PATH, 'groups[1]', '"team/ops"', 'a group name without its path', 'pass the bare name "ops"'));
  });

  test.each([['65-characters', 'a'.repeat(65)], ['a-wildcard', 'a*'], ['a-space', 'ann smith']])('fails on a user name with %s', (id, name) => {
    expect(() => checkAttachments(PATH, ACCOUNT, [], [ann, importedUser(stack, name, id)]))
      .toThrow(refusal(PATH, 'users[1]', `"${name}"`, 'at most 64 letters, digits and +=,.@-_, and at least one', 'write it as in ada'));
  });

  test.each(['Ann.B+c=d,e@f_g-h', 'a'.repeat(64), Aws.STACK_NAME, '${User}', '{{resolve:ssm:user:1}}'])('may be a user of the name %s', (name) => {
    expect(() => checkAttachments(PATH, ACCOUNT, [], [{ ...ann, userName: name, principalAccount: ACCOUNT } as any])).not.toThrow();
  });

  test.each<[string, unknown, string, string]>([
    ['names', ['devs'], '[0]', '"devs"'],
    ['a hole', [undefined], '[0]', 'nothing'],
    ['a name', 'devs', '', '"devs"'],
    ['one construct', devs, '', '"the group Stack/devs"'],
    ['what looks like a role', [{ roleName: 'admin' }], '[0]', '"a role"'],
    ['null', null, '', 'null'],
  ])('fails on %s in place of an array of constructs', (_, given, index, got) => {
    expect(() => checkAttachments(PATH, ACCOUNT, given as any)).toThrow(refusal(PATH, `groups${index}`, got));
    expect(() => checkAttachments(PATH, ACCOUNT, [], given as any)).toThrow(refusal(PATH, `users${index}`, got));
  });
});
