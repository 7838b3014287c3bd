/**
 * The facts of a table of CloudTrail records, as SQL for Athena and Trino. DuckDB reads the same text with the macros of its test.
 * As a function: impact/facts/fact-of.ts.
 *
 * The table is that of a trail's files. IAM's own condition keys (`eventContext`) are in event data stores only, so nothing is observed here.
 */
import { RECORD_COLUMNS } from './record-columns';
import { firstOf, mapped, oneOf, quoted } from './text';
import { DEVICE_PARAMETER, NAMED_BY, NEW_GROUP_NAME, OTHER_ACTIONS, PARAMETERS, TAKES_CODE, WITHOUT_A_NAME, actionsNamedBy } from '../vocabulary/actions';
import {
  AGE_LIMITS, ALL_RECORDS, CLOCKS_APART, COLUMNS, CONSOLE, NO_AGE, NOT_CONSOLE, OLDER, OTHER_ACCOUNT, OTHER_USER, OWN_USER, REACHED_SESSIONS, SIGN_IN,
  UNKNOWN, WITH_CODE, sqlColumn,
} from '../vocabulary/fact';
import {
  ADDRESS, ANONYMOUS, AWS_MCP_SERVER, CALLER, CONSOLE_CLIENT, DENIED_MESSAGE, EVENT_TYPES, IDENTITY_TYPES, MCP_HOST, REFUSED_CODES,
  REFUSED_MESSAGE, REFUSED_OTHERWISE, REQUEST_TYPES, ROLE_ID, SERVICE_HOST, SIGN_IN_HOST, SIGN_IN_SOURCE, SIGN_IN_TYPES, TEMPORARY_KEY, USER_ARN,
  WITH_CREDENTIALS,
} from '../vocabulary/record-values';

export interface FactsSource {
  readonly table: string;
  /** Prunes partitions, and may ask for any column of the table: `"day" BETWEEN '2026/01/01' AND '2026/01/31'`. */
  readonly where?: string;
}

/**
 * Named queries that end in `facts`: a row for each fact, with how often, from when to when, and one example, and what its records are of.
 * One row more is about all records together. It is there without a record too, and says so.
 */
export function factsSql({ table, where = 'TRUE' }: FactsSource): string {
  const columns = COLUMNS.map(sqlColumn);
  return `WITH records AS (
  SELECT
    ${RECORD_COLUMNS.join(',\n    ')}
  FROM ${table}
  WHERE ${where}
), called AS (
  SELECT records.*,
    ${SESSION} AS session,
    ${ACTION} AS action,
    ${OUTCOME} AS outcome
  FROM records
), reached AS (
  SELECT called.*,
    ${EVENT_DAY} AS event_day,
    ${IS_REACHED} AS is_reached,
    ${MFA} AS mfa,
    ${USER} AS user_name
  FROM called
), asked AS (
  SELECT
    CASE WHEN is_reached OR ${oneOf('session', [SIGN_IN, OTHER_ACCOUNT])} THEN ${ACCOUNT} ELSE '' END AS account,
    user_name,
    session,
    mfa,
    ${AGE} AS age,
    ${VIA_SERVICE} AS via_service,
    ${VIA_MCP} AS via_mcp,
    CASE WHEN is_reached THEN action ELSE '' END AS action,
    ${TARGET} AS target,
    CASE WHEN is_reached THEN outcome ELSE 'allowed' END AS outcome,
    '' AS observed,
    event_day,
    CASE WHEN is_reached OR session = '${SIGN_IN}' THEN event_id END AS event_id,
    recipient, region,
    ${KIND} AS kind
  FROM reached
), facts AS (
  SELECT ${columns.map((column) => column === 'session' ? `coalesce(session, '${ALL_RECORDS}') AS session` : column).join(', ')},
    count(DISTINCT event_id) + count(*) FILTER (WHERE event_id IS NULL) AS calls,
    min(event_day) AS first_day, max(event_day) AS last_day, min(event_id) AS example,
    count(*) AS records, ${['data', 'sign_in', 'other'].map((kind) => `count(*) FILTER (WHERE kind = '${kind}') AS ${kind}_events`).join(', ')}, count(DISTINCT event_day) AS days,
    ${list('recipient')} AS accounts, ${list('region')} AS regions
  FROM asked
  GROUP BY GROUPING SETS ((${columns.join(', ')}), ())
)`;
}

/** As impact/sources/coverage.ts: the rest are management events. */
const KIND = firstOf([[oneOf('event_type', SIGN_IN_TYPES), "'sign_in'"], ["category = 'Data'", "'data'"], ["category NOT IN ('', 'Management')", "'other'"]], "''");

function list(column: string): string {
  return `coalesce(array_join(array_sort(array_agg(DISTINCT ${column}) FILTER (WHERE ${column} <> '')), ' '), '')`;
}

/** The user's own client sent it. */
const DIRECT = `invoked_by = '' AND regexp_like(source, ${quoted(ADDRESS)})`;

/** AWS's own samples of these calls have no session. */
const IS_OF_SIGN_IN = `(regexp_like(event_source, ${quoted(SIGN_IN_SOURCE)}) AND NOT regexp_like(event_name, ${quoted(WITH_CREDENTIALS)}))`;

const SESSION = firstOf([
  [oneOf('event_type', Object.keys(EVENT_TYPES)), mapped('event_type', EVENT_TYPES, "''")],
  [`event_source = ${quoted(AWS_MCP_SERVER)}`, quoted('other event')],
  ["issuer = 'Root'", quoted('root')],
  [`identity = 'AWSAccount' AND starts_with(principal, '${ROLE_ID}')`, quoted('role')],
  [`identity = 'AWSAccount' AND account = ${quoted(ANONYMOUS)}`, quoted('anonymous')],
  [oneOf('identity', Object.keys(IDENTITY_TYPES)), mapped('identity', IDENTITY_TYPES, "''")],
  ["identity = 'FederatedUser' AND issuer NOT IN ('', 'IAMUser')", quoted('unidentified')],
  [
    `identity NOT IN ('IAMUser', 'FederatedUser') AND NOT CASE WHEN arn = '' THEN access_key <> '' AND sender = '' ELSE regexp_like(arn, ${quoted(USER_ARN)}) END`,
    quoted('unidentified'),
  ],
  [
    `${oneOf('event_type', SIGN_IN_TYPES)} OR event_name = 'ConsoleLogin' OR (event_type = 'AwsConsoleAction' AND event_source = ${quoted(SIGN_IN_HOST)})`,
    `CASE WHEN event_name = 'ConsoleLogin' AND identity = 'IAMUser' AND signed_in = 'Success' THEN '${SIGN_IN}' ELSE 'sign-in step' END`,
  ],
  [`NOT ${oneOf('event_type', REQUEST_TYPES)}`, quoted(UNKNOWN)],
  ["identity = 'FederatedUser'", mapped('issuer', { IAMUser: 'federated' }, quoted('unknown'))],
  ["identity <> 'IAMUser'", quoted('unknown')],
  [
    `logged_mfa = '' AND creation_date = '' AND concat(issuer, issuer_name, issuer_arn) = '' AND ${DIRECT} AND NOT ${IS_OF_SIGN_IN} AND NOT (from_console = 'true' OR starts_with(access_key, '${TEMPORARY_KEY}') OR event_type = 'AwsConsoleAction' OR sender = ${quoted(SIGN_IN_HOST)})`,
    quoted('key'),
  ],
  ["from_console = 'true'", quoted('console')],
], quoted('session'));

const ACTION = mapped('event_action', OTHER_ACTIONS, 'event_action');

function refuses(caller: string): string {
  return `strpos(error_message, concat(${caller}, ${quoted(` ${REFUSED_MESSAGE}`)})) > 0`;
}

const OUTCOME = firstOf([
  ["error_code = '' AND error_message = ''", quoted('allowed')],
  [
    `CASE WHEN strpos(error_message, ${quoted(REFUSED_MESSAGE)}) > 0 THEN ${refuses(`coalesce(nullif(arn, ''), '${CALLER}')`)} OR ${refuses(`'${CALLER}'`)} ELSE ${oneOf('error_code', REFUSED_CODES)} END`,
    `CASE WHEN strpos(error_message, ${quoted(DENIED_MESSAGE)}) > 0 THEN 'refused by a Deny' WHEN regexp_like(error_message, ${quoted(REFUSED_OTHERWISE)}) THEN 'refused otherwise' ELSE 'refused' END`,
  ],
], quoted('failed'));

const IS_REACHED = oneOf('session', REACHED_SESSIONS);

const GAVE_CODE = `action = ${quoted(TAKES_CODE)} AND coalesce(json_extract_scalar(parameters, '$.${DEVICE_PARAMETER}'), '') <> ''`;

const MFA = firstOf([
  [`session = '${SIGN_IN}'`, mapped('mfa_used', { Yes: 'true', No: 'false' }, quoted(UNKNOWN))],
  [`NOT ${IS_REACHED}`, quoted('absent')],
  [`session = 'key' OR (session = 'federated' AND ${DIRECT})`, `CASE WHEN ${GAVE_CODE} THEN '${WITH_CODE}' ELSE 'absent' END`],
  [`logged_mfa = 'false' AND ${GAVE_CODE}`, quoted(UNKNOWN)],
  ["identity <> 'FederatedUser' AND logged_mfa IN ('true', 'false')", 'logged_mfa'],
], quoted(UNKNOWN));

const ACCOUNT = "coalesce(nullif(account, ''), split_part(arn, ':', 5), '')";

const USER = firstOf([
  [`NOT ${IS_REACHED} AND session <> '${SIGN_IN}'`, "''"],
  ["identity = 'FederatedUser'", lastPart('issuer_name', 'issuer_arn')],
], lastPart('name', 'arn'));

function lastPart(name: string, arn: string): string {
  return `coalesce(nullif(${name}, ''), nullif(regexp_extract(${arn}, '[^/]+$'), ''), '${UNKNOWN}')`;
}

const EVENT_DAY = "CAST(CAST(event_instant AT TIME ZONE 'UTC' AS date) AS varchar)";
const SECONDS = '(to_unixtime(event_instant) - to_unixtime(began))';

const AGE = firstOf([
  [`mfa = 'unknown' AND ${IS_REACHED}`, quoted(UNKNOWN)],
  [`mfa <> 'true' OR NOT ${IS_REACHED}`, quoted(NO_AGE)],
  [`${SECONDS} IS NULL OR ${SECONDS} < -${CLOCKS_APART}`, quoted(UNKNOWN)],
  ...AGE_LIMITS.map((limit) => [`${SECONDS} <= ${limit}`, quoted(`${limit}`)] as const),
], quoted(OLDER));

const VIA_SERVICE = firstOf([
  [`NOT ${IS_REACHED}`, quoted('no')],
  [`regexp_like(invoked_by, ${quoted(SERVICE_HOST)}) OR regexp_like(source, ${quoted(SERVICE_HOST)})`, quoted('yes')],
  [DIRECT, quoted('no')],
], quoted(UNKNOWN));

const VIA_MCP = `CASE WHEN ${IS_REACHED} AND (regexp_like(invoked_by, ${quoted(MCP_HOST)}) OR regexp_like(source, ${quoted(MCP_HOST)})) THEN 'yes' ELSE 'no' END`;

function parameter(kind: keyof typeof PARAMETERS): string {
  return parameterNamed(PARAMETERS[kind]);
}

function parameterNamed(name: string): string {
  return `nullif(json_extract_scalar(parameters, '$.${name}'), '')`;
}

const POLICY = parameter('policy');
const POLICY_ACCOUNT = `coalesce(split_part(${POLICY}, ':', 5), '')`;
const IS_OWN_POLICY = `CASE WHEN account = '' THEN ${POLICY_ACCOUNT} <> 'aws' ELSE ${POLICY_ACCOUNT} = account END`;

/** They are a text, and no fields. */
const HAS_UNREAD_PARAMETERS = "coalesce(json_extract_scalar(parameters, '$'), '') <> ''";

/** JSON is read in the rows of these actions only. */
const TARGET = firstOf([
  [`NOT ${IS_REACHED} OR NOT ${oneOf('action', Object.keys(NAMED_BY))}`, "''"],
  [oneOf('action', actionsNamedBy('caller')), quoted(OWN_USER)],
  [
    `${oneOf('action', actionsNamedBy('user'))} AND ${parameter('user')} IS NOT NULL`,
    `CASE WHEN user_name = '${UNKNOWN}' THEN '${UNKNOWN}' WHEN ${parameter('user')} = user_name THEN '${OWN_USER}' WHEN lower(${parameter('user')}) = lower(user_name) THEN '${UNKNOWN}' ELSE '${OTHER_USER}' END`,
  ],
  [oneOf('action', actionsNamedBy('user')), `CASE WHEN outcome = 'allowed' AND NOT ${HAS_UNREAD_PARAMETERS} THEN ${mapped('action', WITHOUT_A_NAME, quoted(UNKNOWN))} ELSE '${UNKNOWN}' END`],
  [oneOf('action', actionsNamedBy('group')), `coalesce('group/' || ${parameter('group')} || coalesce(' group/' || ${parameterNamed(NEW_GROUP_NAME)}, ''), '${UNKNOWN}')`],
  [
    oneOf('action', actionsNamedBy('policy')),
    `coalesce(CASE WHEN ${IS_OWN_POLICY} AND strpos(${POLICY}, ':policy/') > 0 THEN substr(${POLICY}, strpos(${POLICY}, ':policy/') + 1) ELSE ${POLICY} END, '${UNKNOWN}')`,
  ],
  [`${parameter('client')} IS NULL`, quoted(UNKNOWN)],
  [`regexp_like(${parameter('client')}, ${quoted(CONSOLE_CLIENT)})`, quoted(CONSOLE)],
], quoted(NOT_CONSOLE));
