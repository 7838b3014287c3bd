/** Users with an IAM path: `${aws:username}` has no path, so what names the own user in one form only depends on the path, where nobody tells it. */
import { asAccount, asDocuments, asTemplate } from './holdings';
import { dependenceOf, mayBeOpen } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { INTENTS, rowsFor } from '../../../access/judge/intent';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { OURS } from '../../../access/matrix/strategies';
import type { PolicyDocument } from '../../../access/requests/policy-document';

const ROWS = judgeTable();
const PLAIN = { partition: 'aws', path: '/' } as const;
const IAM = 'arn:aws:iam::123456789012';
const PLAIN_FORM = `${IAM}:user/\${aws:username}`;
const WITH_PATH = `${IAM}:user/*/\${aws:username}`;
const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const deny = (more: object) => ({ Effect: 'Deny', Condition: WITHOUT_MFA, ...more });
const input = (value: unknown) => [{ name: 'input.json', text: JSON.stringify(value) }];

/** Denies to set a password of the own user without a path, and of others. */
const GAP = policy(
  deny({ NotAction: 'iam:UpdateLoginProfile', Resource: '*' }),
  deny({ Sid: 'Own', Action: 'iam:UpdateLoginProfile', Resource: PLAIN_FORM }),
  deny({ Sid: 'Others', Action: 'iam:UpdateLoginProfile', NotResource: [PLAIN_FORM, WITH_PATH] }),
);

const heldBy = (properties: object, more: object = {}) => ({
  Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: GAP, ...properties } }, ...more },
});
const user = (Path?: string) => ({ Alice: { Type: 'AWS::IAM::User', Properties: { UserName: 'alice', Path } } });

function openIn(value: unknown): string[] {
  const { subjects } = report(readInputs(input(value)), ROWS);
  return subjects.flatMap(({ answers }) => answers).filter(mayBeOpen).map((one) => `${one.row.id} ${one.answer} ${dependenceOf(one) ?? ''}`);
}

describe('what is denied to users without a path only', () => {
  test.each<[string, unknown]>([
    ['in a policy by itself', GAP],
    ['in a group', heldBy({ Groups: ['staff'] })],
    ['in a user whom a template only names', heldBy({ Users: ['alice'] })],
    ['in a policy of nobody', heldBy({})],
  ])('depends on the path %s', (_where, value) => {
    expect(openIn(value)).toContain('console/iam:UpdateLoginProfile/own-user depends path of the user = /example/: allowed; /: denied');
  });

  test.each<[string, string | undefined, string[]]>([
    ['without one', undefined, []],
    ['with one', '/team/', ['console/iam:UpdateLoginProfile/own-user open ']],
  ])('is known of a user of a template %s', (_which, path, expected) => {
    expect(openIn(heldBy({ Users: [{ Ref: 'Alice' }] }, user(path))).filter((one) => one.startsWith('console/'))).toEqual(expected);
  });

  test('is mended by both forms, and says so', () => {
    const [{ answers }] = report(readInputs(input(GAP)), ROWS).subjects;
    expect(new Set(answers.filter(mayBeOpen).map(({ closes }) => closes))).toEqual(new Set(['name the own user in both forms: `user/${aws:username}` and `user/*/${aws:username}`']));
    const text = JSON.stringify(GAP).replace(`"Resource":"${PLAIN_FORM}"`, `"Resource":["${PLAIN_FORM}","${WITH_PATH}"]`);
    expect(openIn(JSON.parse(text))).toEqual([]);
  });

  test('is told with the key that it depends on there, too', () => {
    const inRegion = { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    const inRegions = policy(...GAP.Statement, { Effect: 'Deny', Action: 'iam:UpdateLoginProfile', Resource: WITH_PATH, Condition: { ...WITHOUT_MFA, ...inRegion } });
    expect(openIn(inRegions)).toContainEqual(expect.stringMatching(/own-user depends path of the user = \/example\/: allowed; \/: denied \(with aws:RequestedRegion = any other\)$/));
  });
});

test('a path that a statement names is tried', () => {
  const named = policy(
    deny({ NotAction: 'iam:UpdateLoginProfile', Resource: '*' }),
    deny({ Action: 'iam:UpdateLoginProfile', NotResource: `${IAM}:user/contractors/\${aws:username}` }),
  );
  expect(openIn(named)).toContain('console/iam:UpdateLoginProfile/own-user depends path of the user = /contractors/: allowed; /: denied');
});

test('a path by a tag that must have one value is tried', () => {
  const tagged = policy(
    deny({ NotAction: 'iam:UpdateLoginProfile', Resource: '*' }),
    deny({ Action: 'iam:UpdateLoginProfile', NotResource: `${IAM}:user/\${aws:PrincipalTag/team}/\${aws:username}` }),
    { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'red' } } },
  );
  expect(openIn(tagged)).toContain('console/iam:UpdateLoginProfile/own-user depends path of the user = /red/: allowed; /: denied (with aws:PrincipalTag/team = red)');
});

describe('a path that a statement names with a star is tried', () => {
  const answersTo = (value: unknown, id: string) => report(readInputs(input(value)), ROWS).subjects
    .flatMap(({ answers }) => answers).filter(({ row }) => row.id === id).map((one) => `${one.answer}: ${dependenceOf(one) ?? ''}`);

  test.each([
    ['user/contractors/*', '/contractors/'], ['user/contractors/*/a*', '/contractors/example/'], ['user/contractors*', '/contractorsexample/'],
    ['user/contractors/a*', '/contractors/'], ['user/?/*', '/e/'], ['*/temp/*', '/example/temp/'], ['user/contractors/*${aws:username}', '/contractors/'],
  ])('%s, where enrollment is denied', (pattern, path) => {
    const document = policy({ Effect: 'Deny', Action: 'iam:EnableMFADevice', Resource: `arn:aws:iam::*:${pattern}` });
    expect(answersTo(document, 'console/iam:EnableMFADevice/own-user')).toEqual([`depends: path of the user = /: allowed; ${path}: denied`]);
  });

  test('where no MFA is asked for', () => {
    const document = policy(deny({ Action: '*', NotResource: `${IAM}:user/contractors/*` }));
    expect(openIn(document)).toContain('access-key/iam:EnableMFADevice/own-user depends path of the user = /contractors/: allowed; /: denied');
  });

  test('unless no user fits', () => {
    const document = policy({ Effect: 'Deny', Action: 'iam:EnableMFADevice', Resource: ['arn:aws:iam::*:user/contractors/bo?', 'arn:aws:iam::*:role/*'] });
    expect(answersTo(document, 'console/iam:EnableMFADevice/own-user')).toEqual(['works: ']);
  });
});

test('two statements that reach all users together depend on nothing', () => {
  const together = policy(
    deny({ NotAction: 'iam:UpdateLoginProfile', Resource: '*' }),
    deny({ Action: 'iam:UpdateLoginProfile', Resource: PLAIN_FORM }),
    deny({ Action: 'iam:UpdateLoginProfile', NotResource: PLAIN_FORM }),
  );
  expect(openIn(together)).toEqual([]);
});

test('a federated session asks about the own user, and is not that user', () => {
  const byName = policy(
    deny({ NotAction: 'iam:EnableMFADevice', Resource: '*' }),
    deny({ Action: 'iam:EnableMFADevice', Resource: `${IAM}:user/alice` }),
  );
  expect(openIn(byName)).toContain('federated-MFA-false/iam:EnableMFADevice/own-user depends path of the user = /example/: allowed; /: denied');
});

test('a path by a tag depends on the tag', () => {
  const tagged = policy(
    deny({ NotAction: 'iam:UpdateLoginProfile', Resource: '*' }),
    deny({ Action: 'iam:UpdateLoginProfile', Resource: [PLAIN_FORM, `${IAM}:user/\${aws:PrincipalTag/team}/\${aws:username}`] }),
    deny({ Action: 'iam:UpdateLoginProfile', NotResource: [PLAIN_FORM, WITH_PATH] }),
  );
  expect(openIn(tagged)).toContain('console/iam:UpdateLoginProfile/own-user depends path of the user = /example/: allowed; /: denied (with aws:principaltag/team = any other)');
});

/** Ours, with the own user in the form without a path only. */
function narrowed(strategy: string): PolicyDocument[] {
  const text = JSON.stringify(Object.values(OURS[strategy].policies(PLAIN)));
  return JSON.parse(text.replace(/"arn:aws:iam::123456789012:user\/\*\/\$\{aws:username\}",?/g, '').replaceAll(',]', ']')) as PolicyDocument[];
}

test('the enrollment of members with a path depends, where only the other form is exempt', () => {
  const answers = report(readInputs(asDocuments(narrowed('console-only'))), ROWS).subjects.flatMap((subject) => subject.answers);
  const enrolling = answers.find(({ row }) => row.id === 'console/iam:EnableMFADevice/own-user')!;
  expect([enrolling.answer, dependenceOf(enrolling)]).toEqual(['depends', 'path of the user = /: allowed; /example/: denied']);
  // Of members whose path is known, it does not.
  const known = report(readInputs(asAccount(narrowed('console-only'), PLAIN)), ROWS).subjects.flatMap((subject) => subject.answers);
  expect(known.filter(({ answer }) => answer === 'depends')).toEqual([]);
});

test('what grants nothing to users with a path, and denies nothing, depends on nothing', () => {
  const grant = policy({ Effect: 'Allow', Action: 'iam:*AccessKey*', Resource: PLAIN_FORM });
  expect(openIn(grant).filter((one) => one.includes('path of the user'))).toEqual([]);
});

const ATTACHED = Object.keys(OURS).filter((name) => Object.keys(OURS[name].policies(PLAIN)).length > 0);

test.each(ATTACHED.flatMap((name) => INTENTS.map((intent) => [name, intent] as const)))(
  '%s names the own user in both forms, so with %s nothing depends on the path', (name, intent) => {
    const documents = Object.values(OURS[name].policies(PLAIN));
    const reports = [asDocuments(documents), asTemplate(documents, PLAIN)].map((files) => report(readInputs(files), rowsFor(intent, ROWS)));
    const answers = reports.flatMap(({ subjects }) => subjects.flatMap((one) => one.answers));
    expect(answers.filter(({ depends }) => depends?.key === 'path of the user')).toEqual([]);
  });

test.each(['deploy', 'example', 'xxx'])('a path that is called as the user is not tried: %s', (name) => {
  const PolicyDocument = policy({ Effect: 'Allow', Action: 'iam:UpdateLoginProfile', Resource: `${PLAIN_FORM}/*` });
  expect(openIn(heldBy({ Users: [name], PolicyDocument })).filter((one) => one.includes('path of the user'))).toEqual([]);
});
