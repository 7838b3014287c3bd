/**
 * Users who hold the same, and whom no statement tells apart, have the same answers: they are judged once.
 *
 * A statement tells users apart by its resources, if one is about the name or the path of a user, and by conditions on what only a user has.
 * The first is tried with each resource that a row asks about; where the second or a further variable comes in, each user is judged.
 */
import { commonArns, namedArns } from './row-requests';
import type { Subject } from './subject';
import { type Policy, type Statement, cut, everyPolicy, objectIds, readPolicy } from '../evaluator';
import { REQUESTS, type RequestKind } from '../requests/request-kinds';
import { TAG_KEY } from '../requests/unknown-keys';

export function judgedOnce<T>(judge: (subject: Subject) => T): (subject: Subject) => T {
  const idOf = objectIds();
  /** By what they hold; nothing for what one user holds so far, because most policies of their own nobody else has. */
  const known = new Map<string, Telling<T> | undefined>();
  return (subject) => {
    const held = holdingsOf(subject, idOf);
    if (!known.has(held)) {
      known.set(held, undefined);
      return judge(subject);
    }
    const telling = known.get(held) ?? tellingApart<T>(subject);
    known.set(held, telling);
    const mark = telling.isByUser ? undefined : markOf(subject, telling);
    if (mark === undefined) {
      return judge(subject);
    }
    const answers = telling.answers.get(mark) ?? judge(subject);
    telling.answers.set(mark, answers);
    return answers;
  };
}

/** What can tell users apart who hold the same. */
interface Telling<T> {
  readonly isByUser: boolean;
  /** Statements about some resources, without variables and with the name of the user in them. */
  readonly plain: readonly Statement[];
  readonly named: readonly Statement[];
  /** For each of these, the resources of the account that it is about for some name. */
  readonly common: readonly (readonly string[])[];
  /** By the mark of those whom they are the answers of. */
  readonly answers: Map<string, T>;
}

/** All of a subject on which its answers rest, except its name, its path, and the values of its keys. */
function holdingsOf(
  { appliedPolicies: { identity, boundary, serviceControl = [] }, enforcements = [], place, credentials, isWhole, kind, unknown = [] }: Subject,
  idOf: (one: object) => number,
): string {
  const ids = (policies: readonly Policy[]) => policies.map(idOf).join();
  const { userName: _userName, path: _path, keys, ...common } = place;
  return JSON.stringify([
    ids(identity), boundary && idOf(boundary), serviceControl.map(ids), isWhole, kind, unknown, credentials, common, keys && Object.keys(keys),
    enforcements.map(({ policy, ...held }) => [idOf(policy), held]),
  ]);
}

function tellingApart<T>({ appliedPolicies, place }: Subject): Telling<T> {
  const statements = everyPolicy(appliedPolicies).flatMap((policy) => policy.statements);
  const named = statements.filter(({ variables }) => variables.length > 0);
  const arns = commonArns(place);
  return {
    isByUser: statements.some(({ conditions, variables }) => variables.some((variable) => variable !== USER_NAME)
      || conditions.some((condition) => [condition.key, ...condition.variables].some(isOfUser))),
    plain: statements.filter(({ variables, isAnywhere }) => !isAnywhere && variables.length === 0),
    named,
    common: named.map(({ filledIn }) => arns.filter(ofAnyName(filledIn))),
    answers: new Map(),
  };
}

/** Whether a resource is one of these for some name. */
function ofAnyName(filledIn: readonly string[]): (arn: string) => boolean {
  const anyName = filledIn.map((text) => cut(text).map((piece, index) => index % 2 === 1 && !LITERAL.includes(piece) ? '*' : piece).join(''));
  const { statements: [{ resource }] } = readPolicy('', { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: anyName } });
  return (arn) => resource(arn, NO_VALUE);
}

/** What a policy writes for characters that are wildcards or begin a variable. */
const LITERAL = ['${*}', '${?}', '${$}'];

const USER_NAME = 'aws:username';

function isOfUser(key: string): boolean {
  return key === USER_NAME || key === 'aws:userid' || key === 'aws:principalarn' || key.startsWith(TAG_KEY);
}

/** Whether each statement is about each resource that differs between users, and, with a name in it, about each other resource. */
function markOf({ place }: Subject, { plain, named, common }: Telling<unknown>): string {
  const own = namedArns(place);
  let mark = '';
  for (const { resource } of plain) {
    for (const arn of own) {
      mark += resource(arn, NO_VALUE) ? '1' : '0';
    }
  }
  for (const [index, { resource }] of named.entries()) {
    for (const name of [place.userName, ...OTHER_NAMES]) {
      const lookup = (variable: string) => variable === USER_NAME ? name : undefined;
      for (const arn of name === place.userName ? [...own, ...common[index]] : own) {
        mark += resource(arn, lookup) ? '1' : '0';
      }
    }
  }
  return mark;
}

const NO_VALUE = () => undefined;

/** Requests of others are in the rows too, and of sessions without a name. */
const OTHER_NAMES = [undefined, ...new Set(Object.values<RequestKind>(REQUESTS).flatMap(({ context }) => context[USER_NAME] ?? []))];
