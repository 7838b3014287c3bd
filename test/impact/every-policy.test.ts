/** The verdicts of every variant of RequireMfaPolicy are those of a judge that this project did not write. */
import * as fc from 'fast-check';
import { ALLOWING, CHOICES, statementsOf } from './choices';
import { CALLERS, CALLS, RecordedRequest, WAYS, recordedRequest } from './requests';
import { isDenied } from './simulated';
import { factOf } from '../../impact/facts/fact-of';
import { compile } from '../../impact/verdicts/verdict';
import { MfaEnforcement } from '../../src';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';

const REQUESTS = Object.entries(CALLERS).flatMap(([caller, from]) => Object.entries(WAYS).flatMap(([way, by]) => CALLS.map((call) =>
  ({ name: `${caller}, ${way}: ${call.action} ${call.resource}`, request: recordedRequest(from, by, call) }))));

/** The answers that are right, by what the judge says of each possibility. */
function rightAnswers({ possible, isFederated }: RecordedRequest, statements: readonly PolicyStatement[]): string[] {
  const denied = new Set(possible.map((request) => isDenied(request, statements)));
  const certain = denied.size === 1 ? [denied.has(true) ? 'stops' : 'goes on'] : [];
  // For every possibility another statement may deny, and then none of them surely does.
  const isDeniedForSure = () => statements.some((statement) => possible.every((request) => isDenied(request, [statement])));
  const isSure = denied.size === 1 && (denied.has(false) || isDeniedForSure());
  return [...certain, ...isSure && !isFederated ? [] : ['depends']];
}

test.each([['CONSOLE_ONLY', MfaEnforcement.CONSOLE_ONLY], ['ALL_REQUESTS', MfaEnforcement.ALL_REQUESTS]])('%s by default: every request', (_, enforcement) => {
  const statements = statementsOf({ enforcement });
  const verdict = compile(statements);
  // Without a limit, all ages are alike.
  const answers = REQUESTS.filter(({ name }) => !/^MFA, (?!new)/.test(name)).map(({ name, request }) =>
    ({ name, answer: verdict(factOf(request.record)).answer, right: rightAnswers(request, statements) }));
  expect(answers.filter(({ answer, right }) => !right.includes(answer))).toEqual([]);
  expect(new Set(answers.map(({ answer }) => answer))).toEqual(new Set(['stops', 'depends', 'goes on']));
});

test.each(ALLOWING)('%j: every request of a service whose event names are not its actions', (choice) => {
  const statements = statementsOf(choice);
  const verdict = compile(statements);
  const ofOthers = REQUESTS.filter(({ name }) => !/: (iam|sts|signin):/.test(name) && !/^MFA, (?!new)/.test(name));
  const answers = ofOthers.map(({ name, request }) =>
    ({ name, answer: verdict(factOf(request.record)).answer, right: rightAnswers(request, statements) }));
  expect(answers.filter(({ answer, right }) => !right.includes(answer))).toEqual([]);
  expect(new Set(answers.map(({ answer }) => answer))).toEqual(new Set(['stops', 'depends', 'goes on']));
});

test('any request, under any combination of the options', () => {
  fc.assert(fc.property(fc.constantFrom(...CHOICES), fc.constantFrom(...REQUESTS), (choice, { name, request }) => {
    const statements = statementsOf(choice);
    const { answer, sid } = compile(statements)(factOf(request.record));
    const right = rightAnswers(request, statements);
    if (!right.includes(answer)) {
      throw new Error(`${name}: ${answer} ${sid}, expected ${right.join(' or ')}`);
    }
  }), { numRuns: 1000 });
});
