/** A definite decision holds for every value of what is not known, and one that depends has two examples that differ in one key. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { evaluatorWith } from './evaluator-with';
import { COMPARING_TAGS, DIRECTED, PARTIAL, type Partial, TEAM, decided, decisionOf, decisionsOf, everything, outcomesOf, verdictOnAll, wrongOf } from './partial-requests';
import * as evaluator from '../../../access/evaluator';

test('of generated policies and requests with unknown keys', () => {
  const seen = { verdict: 0, example: 0, many: 0 };
  fc.assert(fc.property(PARTIAL, (partial) => {
    const decision = decisionOf(evaluator, partial);
    seen[decision.verdict !== undefined ? 'verdict' : decision.depends.key !== undefined ? 'example' : 'many'] += 1;
    expect(wrongOf(partial, decision)).toEqual([]);
  }), { numRuns: 2_000, seed: 27 });
  // Each kind of answer came, and combinations were too many in few.
  expect(seen.verdict).toBeGreaterThan(500);
  expect(seen.example).toBeGreaterThan(80);
  expect(seen.many).toBeLessThan(10);
});

test('of tags that are compared with each other', () => {
  let definite = 0;
  fc.assert(fc.property(COMPARING_TAGS, (statements) => {
    const { decision, allowed } = outcomesOf(statements);
    definite += decision.verdict === undefined ? 0 : 1;
    expect(decision.verdict === undefined ? [] : allowed.filter((one) => one !== decision.verdict.allowed)).toEqual([]);
  }), { numRuns: 1_000, seed: 27 });
  expect(definite).toBeGreaterThan(50);
});

// All arguments at once: for a missing last one jest would pass a callback, and wait for it.
test.each(DIRECTED)('%s', (...[, statements, unknown, allowed, limits]) => {
  expect(decided(evaluator, statements, unknown, limits).verdict?.allowed).toBe(allowed);
});

test('what is said of every request of an action', () => {
  const partials = fc.sample(PARTIAL, { numRuns: 500, seed: 27 });
  expect(partials.filter((partial) => verdictOnAll(evaluator, partial) !== undefined).length).toBeGreaterThan(20);
  expect(partials.filter((partial) => isNotOnAll(evaluator, partial))).toEqual([]);
});

test('an example of each outcome differs in one key', () => {
  const { depends } = decided(evaluator, [everything('Allow'), everything('Deny', { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } })], { 'aws:requestedregion': 'always' });
  expect(depends).toMatchObject({
    key: 'aws:requestedregion', allowedWith: { value: 'eu-west-1', isOther: false }, deniedWith: { isOther: true }, keys: ['aws:requestedregion'],
  });
});

test('texts that can fit patterns in more ways than are tried depend, and say on which key', () => {
  const patterns = [...'abcdefghijkl'].map((letter) => `*${letter}??${letter}*`);
  const { depends } = decided(evaluator, [everything('Allow'), everything('Deny', { StringLike: { [TEAM]: patterns }, StringNotLike: { [TEAM]: '*' } })], { [TEAM]: 'always' });
  expect(depends).toMatchObject({ keys: [TEAM] });
  expect(depends!.key).toBeUndefined();
});

test('values that earlier requests have found change no decision', () => {
  fc.assert(fc.property(PARTIAL, (partial) => {
    const { alone, oneAfterTheOther } = decisionsOf(evaluator, partial);
    expect(oneAfterTheOther).toEqual(alone);
  }), { numRuns: 300, seed: 27 });
});

/** File, what stands there, and the slip. */
const SLIPS: [string, string, string][] = [
  ['evaluate', 'if (denied.certain.length > 0)', 'if (isPossible(denied))'],
  ['evaluate', 'if (!isPossible(allowed))', 'if (allowed.certain.length === 0)'],
  ['evaluate', '!isPossible(denied) && allowed.certain', 'allowed.certain'],
  ['evaluate', 'allowed.certain.length > 0 && (boundary', 'isPossible(allowed) && (boundary'],
  ['evaluate', 'boundary.certain.length > 0)', 'isPossible(boundary))'],
  ['evaluate', '.every(({ certain }) => certain.length > 0)', '.every(isPossible)'],
  ['evaluate', '!levels.every(isPossible)', 'false'],
  ['evaluate', 'boundary !== undefined && !isPossible(boundary)', 'false'],
  ['evaluate', '(open ??= []).push(statement);', ''],
  ['evaluate', 'return isOpen ? undefined : true;', 'return true;'],
  ['evaluate', 'isOpen ||= answer === undefined;', ''],
  ['evaluate', ' || condition.variables.some(isOpen) ? undefined', ' ? undefined'],
  ['evaluate', 'let isOpen = statement.variables.some(view.isOpen);', 'let isOpen = false;'],
  ['evaluate', 'variables.length + conditions.length === 0', 'variables.length === 0'],
  ['evaluate', 'variables.length + conditions.length === 0', 'conditions.length === 0'],
  ['evaluate', 'isAnywhere && variables.length', 'variables.length'],
  ['decide', "request.unknown(key) === 'sometimes'", 'false'],
  ['decide', "request.unknown(key) === 'sometimes'", 'true'],
  ['decide', 'isWhole && (allowed === undefined || denied === undefined)', 'allowed === undefined || denied === undefined'],
  ['decide', 'const key = variables[0] ?? conditions.find', 'const key = conditions.find'],
  ['decide', '[...current.assigned, [key, value]]));\n      if', '[...current.assigned]));\n      if'],
  ['decide', ' && !conditions.some(isCompared)', ''],
  ['representatives', 'return { values: NO_OTHER_KIND, areAll: true };', "return { values: [{ value: '', isOther: true }], areAll: true };"],
  ['representatives', '...single.values, ...sets.values', '...single.values'],
  ['representatives', 'set.length < conditions', 'set.length < 1'],
  ['representatives', 'isOfSets || HAVE_SEVERAL.has(key)', 'isOfSets'],
  ['representatives', '...limits, ...between, ...outside', '...limits, ...outside'],
  ['representatives', '...limits, ...between, ...outside', '...between, ...outside'],
  ['representatives', '...limits, ...between, ...outside', '...limits, ...between'],
  ['representatives', 'hasArns ? [...named, ANY_ARN] : named', 'named'],
  ['representatives', "const ignoreCase = kind === 'text in any case' || kind === 'boolean';", 'const ignoreCase = false;'],
  ['representatives', "kind === 'text with wildcards' ? anywhere", 'false ? anywhere'],
  ['representatives', ', ...unread]', ']'],
  ['text-witnesses', 'tokens[place].repeats ? place : place + 1', 'place + 1'],
  ['text-witnesses', 'if (!tokens[place]?.repeats)', 'if (true)'],
  ['text-witnesses', 'return [other, ...characters]', 'return [...characters]'],
  ['representatives-cache', '`${mayBeAbsent} ${', '`${'],
  ['representatives-cache', '${conditions.map(this.numberOf).join()}', '${conditions.length}'],
  ['representatives-cache', 'filledIn.length > 0 || ', ''],
  ['representatives-cache', ' || conditions.some(({ variables }) => variables.length > 0)', ''],
  ['ip', '{ version, bits: first }, { version, bits: first + size }', '{ version, bits: first + size }'],
];

/** Of a variable that is known, in each request with another value. */
const WITH_A_VARIABLE: Partial = {
  one: {
    identity: [{ Version: '2012-10-17', Statement: everything('Allow', { StringEquals: { 'aws:PrincipalTag/team': '${aws:username}' } }) }],
    serviceControl: [],
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::data/report.csv',
    keys: { 'aws:username': 'alice', 'aws:PrincipalTag/team': 'alice' },
  },
  unknown: ['aws:PrincipalTag/team'],
  always: [],
};
/** Says something else of another resource, or where the variable has no value. */
const aboutSome = (Resource: string | string[]): Partial => ({
  ...WITH_A_VARIABLE, one: { ...WITH_A_VARIABLE.one, identity: [{ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: '*', Resource } }] },
});
/** The same in each run, so that no slip is found by luck. */
const SAMPLE = [WITH_A_VARIABLE, aboutSome('arn:aws:s3:::data/*'), aboutSome(['*', 'arn:aws:s3:::${aws:username}/*']), ...fc.sample(PARTIAL, { numRuns: 300, seed: 27 })];

/** Whether a decision rests on the requests before it. */
function rests(slipped: typeof evaluator, partial: Partial): boolean {
  const { alone, oneAfterTheOther } = decisionsOf(slipped, partial);
  return !isDeepStrictEqual(alone.map(outcomeOf), oneAfterTheOther.map(outcomeOf));
}

/** Whether one request is decided in another way than all requests of the action are said to be. */
function isNotOnAll(slipped: typeof evaluator, partial: Partial): boolean {
  const verdict = verdictOnAll(slipped, partial);
  return verdict !== undefined && !isDeepStrictEqual(decisionOf(evaluator, partial).verdict, verdict);
}

const outcomeOf = ({ verdict, depends }: evaluator.Decision) => [verdict?.allowed, depends?.key, depends?.allowedWith, depends?.deniedWith];

/** A slip that makes the evaluator throw is found too. */
function isFound(slipped: typeof evaluator): boolean {
  try {
    return DIRECTED.some(([, statements, unknown, allowed, limits]) => decided(slipped, statements, unknown, limits).verdict?.allowed !== allowed)
      || SAMPLE.some((partial) => wrongOf(partial, decisionOf(slipped, partial)).length > 0 || rests(slipped, partial)
        || isNotOnAll(slipped, partial));
  } catch {
    return true;
  }
}

test.each(SLIPS)('%s: %s, for %s, is found', async (file, from, to) => {
  expect(isFound(await evaluatorWith(file, from, to))).toBe(true);
});

test('without a slip nothing is found', () => {
  expect(isFound(evaluator)).toBe(false);
});
