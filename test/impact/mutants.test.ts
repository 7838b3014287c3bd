/** The comparison of functions and SQL bites: each of these slips in one of the two is found by it. */
import { Duration } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { OF_A_TRAIL } from './athena-table';
import { statementsOf } from './choices';
import { byFunctions, inOrder } from './comparison';
import { defaultPolicies } from './default-policies';
import { type OpenTable, type SqlRow, openRecords } from './duckdb';
import { functionsWith } from './functions-with';
import { RECORDS, twice } from './generated-records';
import { MfaEnforcement } from '../../src';
import * as sql from '../../src/private/impact/sql/impact-sql';

/** File, what stands there, and the slip. */
type Slip = [file: string, from: string, to: string];

const ANSWER = 'goes on';
const GOES_ON = `{ answer: '${ANSWER}' }`;

const IN_FUNCTIONS: Slip[] = [
  ['impact/facts/action-of', 'own(PREFIXES, source)', 'PREFIXES[source]'],
  ['impact/facts/action-of', 'own(PREFIXES, source) ?? ', ''],
  ['impact/facts/action-of', ".replace(VERSION, '')", ''],
  ['impact/facts/action-of', 'own(OTHER_ACTIONS, action) ?? ', ''],
  ['impact/facts/fact-of', 'Yes: \'true\', No: \'false\'', 'Yes: \'true\''],
  ['impact/facts/fact-of', "session === 'key' || session === 'federated'", "session === 'key'"],
  ['impact/facts/fact-of', "session === 'key' || session === 'federated'", "session === 'federated'"],
  ['impact/facts/fact-of', "viaService === 'no' ? 'absent' : UNKNOWN", "'absent'"],
  ['impact/facts/fact-of', "'mfaAuthenticated').toLowerCase()", "'mfaAuthenticated')"],
  ['impact/facts/fact-of', "textAt(record, 'userIdentity', 'type') !== 'FederatedUser' && (", '('],
  ['impact/facts/fact-of', 'action !== TAKES_CODE || ', ''],
  ['impact/facts/fact-of', "mfa === 'absent' ? WITH_CODE : mfa", 'mfa'],
  ['impact/facts/fact-of', "WITH_CODE : mfa === 'false' ? UNKNOWN : mfa", 'WITH_CODE : mfa'],
  ['impact/facts/fact-of', 'mfa === UNKNOWN ? UNKNOWN : NO_AGE', 'NO_AGE'],
  ['impact/facts/fact-of', '/ 1000', '/ 1001'],
  ['impact/facts/fact-of', 'toldAccount(record) || ', ''],
  ['impact/facts/fact-of', ".split(':')[4] ?? ''", ".split(':')[5] ?? ''"],
  ['impact/facts/fact-of', 'account: toldAccount(record)', 'account: accountOf(record)'],
  ['src/private/impact/vocabulary/fact', 'Number.isNaN(seconds) || ', ''],
  ['src/private/impact/vocabulary/fact', ' || seconds < -CLOCKS_APART', ''],
  ['impact/facts/instant', 'EXTENDED.test(time)', 'false'],
  ['impact/facts/instant', 'BASIC.test(time) ?', 'false ?'],
  ['impact/facts/instant', 'day <= 28 || new Date(instant).getUTCDate() === day', 'true'],
  ['impact/facts/instant', '[0-5]\\dZ$/', '[0-5]\\d/'],
  ['impact/facts/instant', '2[0-8])', '2\\d|3[01])'],
  ['impact/facts/instant', 'Number(`${zone[0]}1`)', '1'],
  ['impact/facts/instant', '* 60 +', '* 60 -'],
  ['impact/facts/instant', 'new Date(instant).toISOString().slice(0, 10)', 'time.slice(0, 10)'],
  ['impact/facts/outcome-of', "code === '' && message === ''", "code === ''"],
  ['impact/facts/outcome-of', ': REFUSED_CODES.includes(code)', ': true'],
  ['impact/facts/outcome-of', '|| CALLER, CALLER]', '|| CALLER]'],
  ['impact/facts/outcome-of', "[textAt(record, 'userIdentity', 'arn') || CALLER, CALLER]", '[CALLER]'],
  ['impact/facts/outcome-of', "'arn') || CALLER, ", "'arn'), "],
  ['impact/facts/outcome-of', 'if (message.includes(DENIED_MESSAGE))', 'if (false)'],
  ['impact/facts/outcome-of', "OTHERWISE.test(message) ? 'refused otherwise' : 'refused'", "'refused'"],
  ['impact/facts/record', "typeof value === 'boolean' || ", ''],
  ['impact/facts/record', "typeof value === 'string' ? parsed(value) : value", 'value'],
  ['impact/facts/record', 'Object.hasOwn(table, name) ? table[name] : undefined', 'table[name]'],
  ['impact/facts/session-of', 'if (kind !== undefined)', 'if (false)'],
  ['impact/facts/session-of', "textAt(record, 'eventSource') === AWS_MCP_SERVER", 'false'],
  ['impact/facts/session-of', "!REQUEST_TYPES.includes(textAt(record, 'eventType'))", 'false'],
  ['impact/facts/session-of', '!SIGN_IN_TYPES.includes(eventType)', "eventType !== 'AwsConsoleSignIn'"],
  ['impact/facts/session-of', '|| isOfSignIn(record) ', ''],
  ['impact/facts/session-of', " && !HAS_CREDENTIALS.test(textAt(record, 'eventName'))", ''],
  ['impact/facts/session-of', "textAt(userIdentity, 'accountId') === ANONYMOUS", 'true'],
  ['impact/facts/session-of', ".startsWith(ROLE_ID) ? 'role'", ".startsWith(ROLE_ID) ? 'other account'"],
  ['impact/facts/session-of', "if (issuer === 'Root')", 'if (false)'],
  ['impact/facts/session-of', "issuer === '' || issuer === 'IAMUser'", "issuer === 'IAMUser'"],
  ['impact/facts/session-of', "identity === 'IAMUser' || ", ''],
  ['impact/facts/session-of', 'OF_USER.test(', '/:federated-user/.test('],
  ['impact/facts/session-of', 'OF_USER.test(', '/:user/.test('],
  ['impact/facts/session-of', "part('arn') === '' ? part('accessKeyId') !== '' && ", "part('arn') === '' ? "],
  ['impact/facts/session-of', " && part('invokedBy') === ''", ''],
  ['impact/facts/session-of', ' && !isConsoleLogin', ''],
  ['impact/facts/session-of', "eventType !== 'AwsConsoleAction' || ", ''],
  ['impact/facts/session-of', 'isConsoleLogin && isSignedIn', 'isConsoleLogin'],
  ['impact/facts/session-of', "&& identityType(record) === 'IAMUser' ?", '?'],
  ['impact/facts/session-of', "issuerType(record) === 'IAMUser' ? 'federated' : UNKNOWN", "'federated'"],
  ['impact/facts/session-of', "'userIdentity', 'sessionContext')", "'userIdentity', 'sessionContext', 'attributes', 'mfaAuthenticated')"],
  ['impact/facts/session-of', "'userIdentity', 'sessionContext')", "'userIdentity', 'sessionContext', 'attributes', 'creationDate')"],
  ['impact/facts/session-of', "textAt(record, 'userIdentity', 'accessKeyId').startsWith(TEMPORARY_KEY) || ", ''],
  ['impact/facts/session-of', "|| textAt(record, 'eventType') === 'AwsConsoleAction' ", ''],
  ['impact/facts/session-of', "|| textAt(record, 'userIdentity', 'invokedBy') === SIGN_IN_HOST", ''],
  ['impact/facts/session-of', " || throughWhat(record).viaService !== 'no'", ''],
  ['impact/facts/session-of', "viaService !== 'no'", "viaService === 'yes'"],
  ['impact/facts/session-of', '!isOfConsole && ', ''],
  ['impact/facts/session-of', '!hasSession(record) && ', ''],
  ['impact/facts/session-of', ".toLowerCase() === 'true'", " === 'true'"],
  ['impact/facts/session-of', "return identityType(record) === 'FederatedUser'", "return identityType(record) === 'IAMUser'"],
  ['impact/facts/session-of', ' || arn.slice(arn.lastIndexOf(\'/\') + 1)', ''],
  ['impact/facts/target-of', "if (kind === 'caller')", 'if (false)'],
  ['impact/facts/target-of', "outcome === 'allowed' ? WITHOUT_A_NAME[action] ?? UNKNOWN : UNKNOWN", 'WITHOUT_A_NAME[action] ?? UNKNOWN'],
  ['impact/facts/target-of', 'if (user === UNKNOWN)', 'if (false)'],
  ['impact/facts/target-of', 'name === user', 'name.toLowerCase() === user'],
  ['impact/facts/target-of', 'name.toLowerCase() === user.toLowerCase() ? UNKNOWN : ', ''],
  ['impact/facts/target-of', '`group/${name} group/${newName}`', '`group/${name}`'],
  ['impact/facts/target-of', "case 'group': return name === '' ? UNKNOWN :", "case 'group': return"],
  ['impact/facts/target-of', 'IS_CONSOLE.test(name)', "name.includes('console')"],
  ['impact/facts/target-of', "account === '' ? ofPolicy !== 'aws' : ofPolicy === account", 'ofPolicy === account'],
  ['impact/facts/target-of', "ofPolicy !== 'aws'", 'true'],
  ['impact/facts/target-of', 'arn.slice(start + 1)', "arn.slice(arn.lastIndexOf('/') + 1)"],
  ['impact/facts/through-what', ' || IS_SERVICE.test(source)', ''],
  ['impact/facts/through-what', 'IS_SERVICE.test(invokedBy) ||', 'IS_SERVICE.test(invokedBy) || invokedBy.startsWith(\'AWS Internal\') ||'],
  ['impact/facts/through-what', "invokedBy === '' && ", ''],
  ['impact/facts/through-what', ' && IS_ADDRESS.test(source)', ''],
  ['impact/facts/through-what', ' || IS_MCP.test(source)', ''],
  ['impact/facts/through-what', "name === SIGN_IN_HOST ? '' : name", 'name'],
  ['impact/scan/counted-fact', "textAt(record, 'addendum', 'originalEventID') || ", ''],
  ['impact/scan/counted-fact', "textAt(record, 'sharedEventID') || ", ''],
  ['test/impact/tally', "if (id === '') {", "if (id === '' || row.ids.has(id)) {"],
  ['test/impact/tally', "isNotReached(fact.session) ? '' : ", ''],
  ['test/impact/tally', 'id < least', 'id > least'],
  ['test/impact/tally', 'day < row.firstDay', 'day > row.firstDay'],
  ['test/impact/tally', 'day > row.lastDay', 'day < row.lastDay'],
  ['test/impact/tally', 'ids.size + withoutId', 'ids.size'],
  ['impact/verdicts/requirement-truth', "case 'all': return combined(requirement.of.map(truthOf), NO, YES)", "case 'all': return combined(requirement.of.map(truthOf), YES, NO)"],
  ['impact/verdicts/requirement-truth', "truth.holds === 'yes' ? NO : YES", 'NO'],
  ['impact/verdicts/requirement-truth', 'columns.size === 0 ? otherwise : ', 'otherwise ?? '],
  ['impact/verdicts/requirement-truth', ' || !OWN_ACTIONS.includes(service)', ''],
  ['impact/verdicts/requirement-truth', 'services.some((one) => one.test(service)) || ', ''],
  ['src/private/impact/rules/action-names', "'is');", "'s');"],
  ['src/private/impact/rules/action-names', ".replace(/\\*/g, '.*')", ''],
  ['impact/verdicts/requirement-truth', 'unknownFor.has(fact[column]) ? unknown : NO', 'NO'],
  ['impact/verdicts/requirement-truth', 'groups.includes(group) ? YES : ', ''],
  ['impact/verdicts/requirement-truth', 'target === UNKNOWN || target.toLowerCase()', 'target.toLowerCase()'],
  ['impact/verdicts/requirement-truth', " || target.toLowerCase().split(' ').includes(group.toLowerCase())", ''],
  ['impact/verdicts/requirement-truth', 'if (target === UNKNOWN)', 'if (false)'],
  ['impact/verdicts/requirement-truth', '!target.startsWith(prefix)', '!target.includes(prefix)'],
  ['impact/verdicts/requirement-truth', 'isNameUnknown ? UNKNOWN_TARGET : YES', 'YES'],
  ['impact/verdicts/judge-rules', 'if (isNotReached(session))', 'if (false)'],
  ['impact/verdicts/judge-rules', 'if (session === SIGN_IN)', 'if (false)'],
  ['impact/verdicts/judge-rules', 'if (REFUSED_OUTCOMES.includes(outcome))', 'if (false)'],
  ['impact/verdicts/judge-rules', `NEVER_JUDGED.includes(action) ? ${GOES_ON} : `, ''],
  ['impact/verdicts/judge-rules', "if (holds === 'yes')", "if (holds !== 'no')"],
  ['impact/verdicts/judge-rules', ' && depends === undefined', ''],
  ['impact/verdicts/judge-rules', `depends ?? ${GOES_ON}`, GOES_ON],
  ['src/private/impact/vocabulary/fact', 'seconds <= limit', 'seconds < limit'],
  ['src/private/impact/rules/read-condition', "is('mfa', 'false', 'absent')", "is('mfa', 'false')"],
  ['src/private/impact/rules/read-condition', "orCode(is('mfa', 'false', 'absent'))", "is('mfa', 'false', 'absent')"],
  ['src/private/impact/rules/read-condition', 'olderThan(value, [NO_AGE])', 'olderThan(value, [])'],
  ['src/private/impact/rules/read-condition', 'bound > limit && (AGE_LIMITS[index - 1] ?? 0) < limit', 'false'],
  ['src/private/impact/rules/read-resource', "values: ['federated']", 'values: []'],
  ['src/private/impact/rules/read-statements', "isNegated ? { kind: 'not', of: named } : named", 'named'],
  ['src/private/impact/rules/read-statements', 'if (!isNegated)', 'if (true)'],
  ['src/private/impact/rules/read-statements', 'HAS_USER_NAME, other', 'other'],
];

const IN_SQL: Slip[] = [
  ['src/private/impact/sql/record-columns', "return `coalesce(${column}, '')`", 'return column'],
  ['src/private/impact/sql/facts-sql', 'count(DISTINCT event_id)', 'count(event_id)'],
  ['src/private/impact/sql/facts-sql', ' + count(*) FILTER (WHERE event_id IS NULL)', ''],
  ['src/private/impact/sql/record-columns', "nullif(addendum.originaleventid, '')", 'addendum.originaleventid'],
  ['src/private/impact/sql/facts-sql', "AT TIME ZONE 'UTC'", "AT TIME ZONE 'Asia/Tokyo'"],
  ['src/private/impact/sql/facts-sql', '${SECONDS} <= ${limit}', '${SECONDS} < ${limit}'],
  ['src/private/impact/sql/facts-sql', 'min(event_day) AS first_day, max(event_day) AS last_day', 'max(event_day) AS first_day, min(event_day) AS last_day'],
  ['src/private/impact/sql/facts-sql', "session = 'key' OR (session = 'federated' AND ${DIRECT})", "session = 'key'"],
  ['src/private/impact/sql/facts-sql', "(session = 'federated' AND ${DIRECT})", "session = 'federated'"],
  ['src/private/impact/sql/facts-sql', "split_part(arn, ':', 5), ", ''],
  ['src/private/impact/sql/facts-sql', "nullif(account, '')", "nullif('', '')"],
  ['src/private/impact/sql/facts-sql', "= '' AND ${DIRECT}", "= ''"],
  ['src/private/impact/sql/facts-sql', "logged_mfa = '' AND creation_date = ''", "logged_mfa = ''"],
  ['src/private/impact/sql/facts-sql', "WHEN outcome = 'allowed' AND", 'WHEN TRUE AND'],
  ['src/private/impact/sql/facts-sql', ' AND NOT ${HAS_UNREAD_PARAMETERS}', ''],
  ['src/private/impact/sql/facts-sql', "AND concat(issuer, issuer_name, issuer_arn) = '' ", ''],
  ['src/private/impact/sql/facts-sql', 'AND NOT ${IS_OF_SIGN_IN} ', ''],
  ['src/private/impact/sql/facts-sql', ' OR ${SECONDS} < -${CLOCKS_APART}', ''],
  ['src/private/impact/sql/facts-sql', "invoked_by = '' AND ", ''],
  ['src/private/impact/sql/record-columns', 'requestparameters AS parameters', 'responseelements AS parameters'],
  ['src/private/impact/sql/text', "name.replace(/[!%_]/g, '!$&')", 'name'],
  ['src/private/impact/sql/text', 'lower(${expression}) LIKE', '${expression} LIKE'],
  ['src/private/impact/sql/verdict-sql', "sureness === 'surely' ? 'maybe' : 'surely'", 'sureness'],
  ['src/private/impact/sql/verdict-sql', "hasWord('lower(target)', requirement.name.toLowerCase())", "hasWord('target', requirement.name)"],
  ['src/private/impact/sql/verdict-sql', 'strpos(\' \' || ${words} || \' \', ${quoted(` ${word} `)})', 'strpos(${words}, ${quoted(word)})'],
  ['src/private/impact/sql/verdict-sql', "requirement.isNameUnknown ? 'FALSE' : ", ''],
  ['src/private/impact/sql/verdict-sql', '`(target = ${quoted(UNKNOWN)} OR ${begins(requirement.prefix)})`', 'begins(requirement.prefix)'],
  ['src/private/impact/sql/verdict-sql', "...sureness === 'maybe' ? requirement.unknownFor : []", ''],
  ['src/private/impact/sql/verdict-sql', "[oneOf('outcome', REFUSED_OUTCOMES), quoted('refused already')],", ''],
  ['src/private/impact/sql/verdict-sql', '${matches(service, services)} OR ', ''],
  ['src/private/impact/sql/verdict-sql', ' OR NOT ${oneOf(service, OWN_ACTIONS)}', ''],
  ['src/private/impact/sql/verdict-sql', "' AND ', 'TRUE'", "' OR ', 'TRUE'"],
];

const { CONSOLE_ONLY: console_only, ALL_REQUESTS: all_requests } = defaultPolicies();
/** With an age that falls between those that a fact tells apart, and with wildcards. */
const POLICIES = {
  console_only,
  all_requests,
  old: statementsOf({ enforcement: MfaEnforcement.ALL_REQUESTS, maxMfaAge: Duration.minutes(90) }),
  // Beside the others of their policy, what they say of federated sessions is not seen.
  elsewhere: all_requests.filter(({ NotResource }) => NotResource !== undefined),
  wild: [{ Sid: 'Wild', Effect: 'Deny', Action: ['iam:Enable*', 'iam:Get_*', 'iam:?istMfaDevices', 'S3:get?ucketAcl'], Resource: '*' }],
  // Without the policies of the guard, which are unknown too where a record names nothing.
  leaving: [{ Sid: 'Leaving', Effect: 'Deny', Action: ['iam:RemoveUserFromGroup', 'iam:UpdateGroup'], Resource: 'arn:aws:iam::123456789012:group/developers' }],
};
const sqlOf = (impactSql: typeof sql.impactSql) => impactSql({ table: 'cloudtrail' }, POLICIES);
/** The same in each run, so that none is found by luck. In parts, because most slips are found by the first. */
const GENERATED = fc.sample(RECORDS, { numRuns: 2_000, seed: 21 });
const PARTS = [twice(OF_A_TRAIL), ...[0, 1, 2, 3].map((index) => GENERATED.slice(index * 500, (index + 1) * 500))];

const asText = (rows: readonly SqlRow[]) => inOrder(rows).join('\n');

/** The parts as tables, and what is expected of each. */
let tables: OpenTable[];
let expected: string[];
beforeAll(async () => {
  tables = await Promise.all(PARTS.map(openRecords));
  expected = await Promise.all(tables.map(async ({ queried }) => asText(await queried(sqlOf(sql.impactSql)))));
});
afterAll(() => tables.forEach(({ close }) => close()));

/** @param answer to the part of this index */
async function isFound(answer: (part: number) => Promise<readonly SqlRow[]> | readonly SqlRow[]): Promise<boolean> {
  for (const part of PARTS.keys()) {
    if (asText(await answer(part)) !== expected[part]) {
      return true;
    }
  }
  return false;
}

test('without a slip, there is no difference', async () => {
  const { impactSql, ...functions } = await functionsWith('impact/facts/fact-of.ts', 'export', 'export');
  expect(await isFound((part) => byFunctions(PARTS[part], POLICIES, functions))).toBe(false);
  expect(sqlOf(impactSql)).toBe(sqlOf(sql.impactSql));
});

test.each(IN_FUNCTIONS)('%s: %s, slipped to: %s', async (file, from, to) => {
  const functions = await functionsWith(`${file}.ts`, from, to);
  expect(await isFound((part) => byFunctions(PARTS[part], POLICIES, functions))).toBe(true);
});

test.each(IN_SQL)('%s: %s, slipped to: %s', async (file, from, to) => {
  const query = sqlOf((await functionsWith(`${file}.ts`, from, to)).impactSql);
  expect(await isFound((part) => tables[part].queried(query))).toBe(true);
});
