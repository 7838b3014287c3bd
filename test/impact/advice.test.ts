/** Advice of the report, against the policies: after it, no statement denies the call. */
import { OPTIONS, statementsOf } from '../../cli/impact/page-options';
import { dependenceOf, remedyOf } from '../../impact/report/call-sentences';
import { compile } from '../../impact/verdicts/verdict';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { NAMED_BY, type NamedBy } from '../../src/private/impact/vocabulary/actions';
import type { Fact } from '../../src/private/impact/vocabulary/fact';
import { denyLeavingByAnotherWay } from '../../src/private/statements/membership-statements';
import { combinations } from '../helpers';

type Mode = 'CONSOLE_ONLY' | 'ALL_REQUESTS';

const DEFAULTS = OPTIONS.map(() => 0);
const at = (prop: string) => OPTIONS.findIndex((option) => option.prop === prop);
const choose = (choices: readonly number[], prop: string, choice: number) => choices.map((one, index) => index === at(prop) ? choice : one);
const BOXES = OPTIONS.filter(({ ticked }) => ticked !== undefined);
const CHOICES = combinations<Record<string, number>>(Object.fromEntries(BOXES.map(({ prop }) => [prop, [0, 1]])))
  .map((picked) => Object.entries(picked).reduce((choices, [prop, choice]) => choose(choices, prop, choice), DEFAULTS))
  .flatMap((choices) => [choices, choose(choices, 'credentialsRequiringMfa', 2)]);

const TARGETS: Readonly<Record<NamedBy, readonly string[]>> = {
  user: ['own user', 'other user'], caller: ['own user'], group: ['group/staff', 'unknown'], policy: ['policy/cdk-iam-mfa/Mine', 'policy/Other'], client: ['console', 'not console'],
};
const OTHERS = ['s3:GetObject', 'iam:CreateVirtualMFADevice', 'iam:DeleteVirtualMFADevice', 'iam:CreateAccessKey', 'iam:GetPolicy', 'sts:AssumeRole', 'sts:GetFederationToken'];
const CALLS = [
  ...Object.entries(NAMED_BY).flatMap(([action, kind]) => TARGETS[kind].map((target) => ({ action, target }))),
  ...OTHERS.map((action) => ({ action, target: '' })),
];
const KEY = { session: 'key', mfa: 'absent', viaService: 'no', viaMcp: 'no' } as const;
const WITHOUT_MFA = { session: 'session', mfa: 'false', viaService: 'no', viaMcp: 'no' } as const;
const MADE = { KEY, WITHOUT_MFA, console: { ...WITHOUT_MFA, session: 'console' }, service: { ...WITHOUT_MFA, viaService: 'yes' }, agent: { ...WITHOUT_MFA, viaService: 'yes', viaMcp: 'yes' } } as const;

const policies = new Map<string, ReturnType<typeof compile>>();
function policy(mode: Mode, choices: readonly number[]) {
  const name = `${mode}${choices.join('')}`;
  const taken = choices.map((choice, index) => mode === 'ALL_REQUESTS' && OPTIONS[index].isConsoleOnly ? 0 : choice);
  const known = policies.get(name) ?? compile(statementsOf(mode, taken));
  policies.set(name, known);
  return known;
}

interface Change { readonly fact?: Partial<Fact>; readonly choices?: readonly number[]; readonly mode?: Mode }

/** A piece of advice, and what it changes. */
const ADVICE: readonly [RegExp, (fact: Fact, choices: readonly number[], named: string) => Change][] = [
  [/\bset (allow\w+)/, (_, choices, prop) => ({ choices: choose(choices, prop, 1) })],
  [/or take the \w+ out/, (_, choices) => ({ choices: choose(choices, 'credentialsRequiringMfa', 0) })],
  [/keys keep working/, (_, choices) => ({ mode: 'CONSOLE_ONLY', choices: choose(choices, 'credentialsRequiringMfa', 0) })],
  [/leave allowAwsServiceCalls/, (_, choices) => ({ choices: choose(choices, 'allowAwsServiceCalls', 0) })],
  [/session with MFA|with its code/, ({ session }) => ({ fact: { session: session === 'key' ? 'session' : session, mfa: 'true', age: '900' } })],
  [/sign with the key itself/, () => ({ mode: 'CONSOLE_ONLY', fact: KEY })],
  [/enroll in the console/, () => ({ fact: { ...WITHOUT_MFA, session: 'console' } })],
];

test.each(['CONSOLE_ONLY', 'ALL_REQUESTS'] as const)('what is advised under %s keeps the call working, whatever the options are', (mode) => {
  const wrong = CHOICES.flatMap((choices) => combinations({ how: Object.keys(MADE) as (keyof typeof MADE)[], call: CALLS })
    .flatMap(({ how, call }) => {
      const fact: Fact = { account: '111122223333', user: 'ann', age: 'none', outcome: 'allowed', observed: '', ...MADE[how], ...call };
      const verdict = policy(mode, choices)(fact);
      const advice = verdict.answer === 'stops' ? remedyOf(fact, verdict) : '';
      return ADVICE.flatMap(([sentence, change]) => {
        const found = sentence.exec(advice);
        const after = found === null ? undefined : { fact: {}, choices, mode, ...change(fact, choices, found[1]) };
        return after !== undefined && policy(after.mode, after.choices)({ ...fact, ...after.fact }).answer === 'stops' ? [`${how} ${call.action} ${call.target}: ${advice}`] : [];
      });
    }));
  expect([...new Set(wrong)]).toEqual([]);
});

test('a key that CONSOLE_ONLY stops is not told that keys keep working under it, with ForceMfaGroup either', () => {
  const verdict = compile([...statementsOf('CONSOLE_ONLY', DEFAULTS), denyLeavingByAnotherWay().toStatementJson() as PolicyStatement]);
  const leaving = ['iam:DeleteLoginProfile', 'iam:UpdateUser'].map((action) => ({ action, target: '' }));
  const stopped = [...CALLS, ...leaving].map((call): Fact => ({ account: '111122223333', user: 'ann', age: 'none', outcome: 'allowed', observed: '', ...KEY, ...call }))
    .filter((fact) => verdict(fact).answer === 'stops');
  expect(stopped.map(({ action }) => action)).toEqual(expect.arrayContaining(leaving.map(({ action }) => action)));
  expect(stopped.filter((fact) => remedyOf(fact, verdict(fact)).includes('keys keep working'))).toEqual([]);
});

test.each([
  ['from a session', { ...WITHOUT_MFA, viaService: 'yes' }],
  ['through a managed MCP server', { ...WITHOUT_MFA, viaService: 'yes', viaMcp: 'yes' }],
] as const)('GetFederationToken %s has no advice for keys, because AWS takes no session for it', (_, made) => {
  const call: Fact = { account: '111122223333', user: 'ann', age: 'none', outcome: 'allowed', observed: '', ...made, action: 'sts:GetFederationToken', target: '' };
  expect(remedyOf(call, compile(statementsOf('CONSOLE_ONLY', DEFAULTS))(call))).toBe('use a role in place of the token');
});

test.each(['console', 'session'] as const)('who has to choose a new password in a %s without MFA is not only told to enroll, which the sign-in does not let anybody do', (made) => {
  const call: Fact = { account: '111122223333', user: 'ann', age: 'none', outcome: 'allowed', observed: '', ...WITHOUT_MFA, session: made, action: 'iam:ChangePassword', target: 'own user' };
  const verdict = compile(statementsOf('CONSOLE_ONLY', DEFAULTS))(call);
  expect(remedyOf(call, verdict)).toMatch(/^enroll an MFA device, .*; at a sign-in that asks for a new password: set one that need not be changed, or set allowPasswordChange \(/);
});

test.each<[string, Partial<Fact>, PolicyStatement[], string]>([
  ['of an age between two that are told apart', { ...WITHOUT_MFA, mfa: 'true', age: '3600' },
    [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '2700' } } }], 'how old the sign-in with MFA was, as ages are counted here: at 15'],
  ['of a key that gave a code', { ...KEY, mfa: 'code', action: 'sts:AssumeRole' },
    statementsOf('ALL_REQUESTS', DEFAULTS), 'whether AWS counts the code of the call in the policies of the user'],
  ['of a federated session', { ...KEY, session: 'federated', action: 'signin:AuthorizeOAuth2Access', target: 'not console' },
    statementsOf('ALL_REQUESTS', DEFAULTS), 'whether AWS applies a statement with ${aws:username} to a federated session, which has no user name'],
])('what is said to depend is not what the record tells: %s', (_, told, statements, sentence) => {
  const call: Fact = { account: '111122223333', user: 'ann', age: 'none', outcome: 'allowed', observed: '', action: 's3:GetObject', target: '', ...WITHOUT_MFA, ...told };
  const verdict = compile(statements)(call);
  expect([verdict.answer, dependenceOf(call, verdict).slice(0, sentence.length)]).toEqual(['depends', sentence]);
});
