/** Our evaluator gives the verdicts of the simulator, and the comparison bites: each of these slips in the evaluator is found by it. */
import fc from 'fast-check';
import { CASES, Case, bySimulator, byUs } from './comparison';
import { evaluatorWith } from './evaluator-with';
import type * as Evaluator from '../../../access/evaluator';
import { read } from '../../docs/texts';

/** File, what stands there, and the slip. */
const SLIPS: [string, string, string][] = [
  ['evaluate', 'if (denied.certain.length > 0)', 'if (false)'],
  ['evaluate', 'if (!isPossible(allowed))', 'if (false)'],
  ['evaluate', '!isPossible(boundary)', 'false'],
  ['evaluate', '...boundaries, ...serviceControl.flat()', ''],
  ['evaluate', 'serviceControl.map((level)', '[serviceControl.flat()].map((level)'],
  ['evaluate', '!statement.resource(resource, view.lookup)', 'false'],
  ['evaluate', ' && statement.action(inLowerCase))', ')'],
  ['evaluate', 'if (answer === false)', 'if (answer === false && statement.conditions.every((one) => holds(one, view) === false))'],
  ['evaluate', "typeof value === 'string' ? value : undefined", "typeof value === 'string' ? value : value?.[0]"],
  ['read-policy', 'NO_VARIABLES))) !== negated', 'NO_VARIABLES)))'],
  ['read-policy', 'ignoreCase: true', 'ignoreCase: false'],
  ['read-policy', 'return negated\n', 'return false\n'],
  ['read-policy', 'pattern(resource, lookup) === false)', 'pattern(resource, lookup) !== false)'],
  ['read-policy', "':*'.repeat(missing)", "''.repeat(missing)"],
  ['condition', 'ifExists !== undefined || operator.negated', 'operator.negated'],
  ['condition', 'ifExists !== undefined || operator.negated', 'ifExists !== undefined'],
  ['condition', "case 'forallvalues'", "case 'forallvalue'"],
  ['condition', '.every((value) => test(value, lookup))', '.some((value) => test(value, lookup))'],
  ['condition', '.some((value) => test(value, lookup))', '.every((value) => test(value, lookup))'],
  ['condition', "typeof value === 'string' && test(value, lookup)", 'several(value).some((one) => test(one, lookup))'],
  ['condition', 'key.toLowerCase()', 'key'],
  ['condition', '!context.has(key)', 'context.has(key)'],
  ['operators', 'tests.some((test) => test(value, lookup) === true)', 'tests.every((test) => test(value, lookup) === true)'],
  ['operators', 'tests.every((test) => test(value, lookup) === false)', 'tests.some((test) => test(value, lookup) === false)'],
  ['operators', 'tests.every((test) => test(value, lookup) === false)', 'tests.every((test) => !test(value, lookup))'],
  ['operators', 'request < policy', 'request <= policy'],
  ['operators', 'request <= policy', 'request < policy'],
  ['operators', 'request > policy', 'request >= policy'],
  ['operators', 'request >= policy', 'request > policy'],
  ['operators', 'request === policy)', 'request !== policy)'],
  ['operators', 'wildcards: false, ignoreCase: true', 'wildcards: false'],
  ['operators', 'const like = text({ wildcards: true })', 'const like = text({ wildcards: false })'],
  ['operators', 'const exact = text({ wildcards: false })', 'const exact = text({ wildcards: true })'],
  ['operators', 'isInRange(parsed, range)', '!isInRange(parsed, range)'],
  ['ip', 'address.version === range.version && ', ''],
  ['ip', 'range.version === 4 ? 32 : 128) - range.prefix', 'range.version === 4 ? 32 : 128) - range.prefix - 1 < 0 ? 0 : 8'],
  ['arn', 'index < patterns.length', 'index < patterns.length - 1'],
  ['arn', 'index < 4 ? colons[index + 1] : undefined', "index < 4 ? colons[index + 1] : value.split(':').slice(0, 6).join(':').length"],
  ['pattern', '(text) => pattern === fold(text)', '(text) => pattern === fold(text).trim() || text === ""'],
  ['pattern', '.replace(/\\?/g, ONE)', ''],
  ['pattern', '.replace(/\\*/g, ANY)', ''],
  ['pattern', 'lookup(piece.name) || piece.fallback', 'lookup(piece.name)'],
  ['pattern', 'lookup(piece.name) || piece.fallback', "lookup(piece.name) ?? ''"],
  ['pattern', 'index = ++resume', 'return false'],
  ['pattern', 'return at === pattern.length', 'return true'],
];

const when = (operator: string, key: string, value: string, keys: Case['keys']): Case => ({
  identity: [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { [operator]: { [key]: value } } }] }],
  serviceControl: [],
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::data/report.csv',
  keys,
});

/** What chance rarely makes: another case, a star that is none, a variable of a key with several values. Also colons in the last part of an ARN, and exact limits. */
const RARE: Case[] = [
  when('StringEquals', 'aws:PrincipalTag/team', '${aws:TagKeys}', { 'aws:PrincipalTag/team': 'alice', 'aws:TagKeys': ['alice', 'team'] }),
  when('ArnLike', 'iam:PolicyARN', 'arn:aws:iam::123456789012:policy/deploy', { 'iam:PolicyARN': 'arn:aws:iam::123456789012:policy/deploy:x' }),
  when('StringEquals', 'aws:PrincipalTag/team', 'a*e', { 'aws:PrincipalTag/team': 'abe' }),
  when('StringEqualsIgnoreCase', 'aws:PrincipalTag/team', 'ALICE', { 'aws:PrincipalTag/team': 'alice' }),
  ...['LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals', 'Equals', 'NotEquals'].map((name) =>
    when(`Numeric${name}`, 'aws:MultiFactorAuthAge', '600', { 'aws:MultiFactorAuthAge': '600' })),
];

/** Enough that each slip below is found by some of them; the same in each run, so that none is found by luck. */
const cases = [...RARE, ...fc.sample(CASES, { numRuns: 2_000, seed: 21 })];
const verdicts = cases.map(bySimulator);

/** A slip that makes the evaluator throw is found too. */
function differs(evaluator: typeof Evaluator, one: Case, expected: boolean): boolean {
  try {
    return byUs(evaluator, one) !== expected;
  } catch {
    return true;
  }
}

test('docs/evidence.md says how many', () => {
  expect(read('docs/evidence.md')).toContain(`${SLIPS.length} deliberate slips in it are all found`);
});

test.each(SLIPS)('%s: %s', async (file, from, to) => {
  const evaluator = await evaluatorWith(file, from, to);
  expect(cases.findIndex((one, index) => differs(evaluator, one, verdicts[index]))).toBeGreaterThanOrEqual(0);
});

test('generated policies and requests have the verdicts of the simulator', async () => {
  const evaluator = await evaluatorWith('index', 'export', 'export');
  expect(cases.filter((one, index) => differs(evaluator, one, verdicts[index]))).toEqual([]);
});
