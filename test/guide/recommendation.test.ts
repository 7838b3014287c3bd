/** The answers to the three questions of the page: each combination has code that synthesizes, and is what the words say. */
import { runInNewContext } from 'vm';
import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as ts from 'typescript';
import { pasted } from './pasted';
import { Choice, EVERY_CHOICE, nameOf } from '../../guide/choice';
import { recommendationFor } from '../../guide/recommendation';
import * as library from '../../src';

const CODE = new Map(EVERY_CHOICE.map((choice) => [nameOf(choice), recommendationFor(choice).code]));
const codeOf = (users: Choice['users'], keys: Choice['keys'], today: Choice['today']) => CODE.get(nameOf({ users, keys, today }))!;

function synthesized(code: string): Stack {
  const script = ts.transpileModule(pasted(code), { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }).outputText;
  const exports: { Pasted?: new (scope: App, id: string) => Stack } = {};
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  runInNewContext(script, { exports, require: (name: string) => name === 'cdk-iam-mfa' ? library : require(name) });
  const app = new App();
  const stack = new exports.Pasted!(app, 'Stack');
  app.synth();
  return stack;
}

test('there are twelve combinations, no two with the same code and words', () => {
  expect(new Set(EVERY_CHOICE.map((choice) => JSON.stringify(recommendationFor(choice)))).size).toBe(12);
});

test('the code of every answer has the constructs and the options that the words name, and no others of the library', () => {
  const inCode = EVERY_CHOICE.map((choice) => {
    const { code } = recommendationFor(choice);
    const constructs = [...code.matchAll(/new (\w+)\(/g)].map(([, construct]) => construct).filter((construct) => construct in library);
    return { choice: nameOf(choice), constructs, allRequests: code.includes('MfaEnforcement.ALL_REQUESTS'), dryRun: code.includes('dryRun: true') };
  });
  const inWords = EVERY_CHOICE.map((choice) => {
    const { use, code } = recommendationFor(choice);
    const constructs = [...use.matchAll(/`([A-Z][a-z]\w+)`/g)].map(([, construct]) => construct);
    const allRequests = choice.today === 'enforce' ? use.includes('`ALL_REQUESTS`') : code.includes('ForceMfaGroup') && choice.keys === 'people';
    return { choice: nameOf(choice), constructs, allRequests, dryRun: use.includes('`dryRun`') };
  });
  expect(inCode).toEqual(inWords);
});

test('the code of every answer is narrow enough for the page', () => {
  const lines = [...CODE].flatMap(([choice, code]) => code.split('\n').map((line, index) => ({ line, place: `${choice}:${index + 1}` })));
  expect(lines.filter(({ line }) => line.length > 94).map(({ line, place }) => `${place}: ${line}`)).toEqual([]);
});

describe.each(EVERY_CHOICE.map((choice): [string, Choice] => [nameOf(choice), choice]))('%s', (_name, choice) => {
  const { code } = recommendationFor(choice);

  test('synthesizes without an error, and warns of nothing but what is not enforced yet', () => {
    const stack = synthesized(code);
    Annotations.fromStack(stack).hasNoError('*', Match.anyValue());
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data));
    expect(warnings.filter((warning) => !warning.includes('cdk-iam-mfa:group-not-covered'))).toEqual([]);
    expect(warnings).toHaveLength(code.includes('MfaCoverageCheck') ? 1 : 0);
  });

  test('denies something if it is to enforce, and nothing if it is to see', () => {
    const stack = synthesized(code);
    const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'));
    const denies = policies.some(({ Properties }) => Properties.PolicyDocument.Statement.some(({ Effect }: { Effect: string }) => Effect === 'Deny'));
    expect(denies && !code.includes('dryRun: true')).toBe(choice.today === 'enforce' && choice.users !== 'anywhere');
  });
});

test.each(['automation', 'people'] as const)('the group of the first step becomes the enforced one by adding one policy, with keys of %s', (keys) => {
  const resourcesOf = (today: Choice['today'], type: string) => Template.fromStack(synthesized(codeOf('new', keys, today))).findResources(type);
  const before = resourcesOf('see', 'AWS::IAM::ManagedPolicy');
  const after = resourcesOf('enforce', 'AWS::IAM::ManagedPolicy');
  expect(Object.keys(resourcesOf('enforce', 'AWS::IAM::Group'))).toEqual(Object.keys(resourcesOf('see', 'AWS::IAM::Group')));
  expect(after).toMatchObject(before);
  expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
});
