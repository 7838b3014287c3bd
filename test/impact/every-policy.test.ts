/** Every variant of RequireMfaPolicy is understood, and its verdicts are those of a judge that this project did not write. */
import { Duration } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { CALLERS, CALLS, GROUP_NAME, RecordedRequest, WAYS, recordedRequest } from './requests';
import { isDenied } from './simulated';
import { policiesOf } from '../../access/matrix/synthesized-policies';
import { EXAMPLE_ACCOUNTS } from '../../access/requests/example-account';
import { factOf } from '../../impact/facts/fact-of';
import { compile } from '../../impact/verdicts/verdict';
import { MfaEnforcement } from '../../src';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { verdictSql } from '../../src/private/impact/sql/verdict-sql';
import { ALL_REQUESTS, CONSOLE_ONLY, RequireMfaChoice, requireMfaDocument } from '../every-require-mfa-policy';

/** Open options, and ages that fall between those that a fact tells apart, too. */
const OTHERS: RequireMfaChoice[] = Object.values(MfaEnforcement).flatMap((enforcement) => [
  ...[Duration.seconds(1), Duration.minutes(30), Duration.hours(1), Duration.minutes(90), Duration.hours(12)]
    .map((maxMfaAge) => ({ enforcement, maxMfaAge })),
  { enforcement, allowActions: ['s3:Get*', 'lambda:getfunction', 'iam:ListMFADevices', 'iam:GetGroup'] },
]);
const CHOICES = [...CONSOLE_ONLY, ...ALL_REQUESTS, ...OTHERS];

function statementsOf(choice: RequireMfaChoice): readonly PolicyStatement[] {
  const resource = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: requireMfaDocument(choice, GROUP_NAME) } };
  return policiesOf({ Resources: { resource } }, EXAMPLE_ACCOUNTS[0]).resource.Statement;
}

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

test('every combination of the closed options is understood, as a function and as SQL', () => {
  // Each statement once, because most policies share theirs.
  const statements = new Map(CHOICES.flatMap(statementsOf).map((statement) => [JSON.stringify(statement), statement]));
  expect(statements.size).toBeGreaterThan(50);
  for (const statement of statements.values()) {
    compile([statement]);
    verdictSql([statement]);
  }
});

test.each([['CONSOLE_ONLY', MfaEnforcement.CONSOLE_ONLY], ['ALL_REQUESTS', MfaEnforcement.ALL_REQUESTS]])('%s by default: every request', (_, enforcement) => {
  const statements = statementsOf({ enforcement });
  const verdict = compile(statements);
  // Without a limit, all ages are alike.
  const answers = REQUESTS.filter(({ name }) => !/^MFA, (?!new)/.test(name)).map(({ name, request }) =>
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
