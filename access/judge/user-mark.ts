/**
 * What tells users apart who hold the same.
 *
 * A statement does so by its resources, if one is about the name or the path of a user, and by conditions on what only a user has. The first is
 * tried with each resource that a row asks about; where the second or a further variable comes in, no mark says it.
 */
import { NAME_MARK } from './inputs/unknown-text';
import type { Place } from './place';
import { commonArns, namedArns } from './row-requests';
import { USER_NAME } from './variable-values';
import { type AppliedPolicies, type Statement, cut, everyPolicy, readPolicy } from '../evaluator';
import { REQUESTS, type RequestKind } from '../requests/request-kinds';
import { TAG_KEY } from '../requests/unknown-keys';

/** A statement about some resources. */
interface Naming {
  readonly resource: Statement['resource'];
  /** Which of the resources that differ between users it may be about, by their place among them. */
  readonly own: readonly number[];
  /** Of those that are the same for all, what it is about for some name. */
  readonly common: readonly string[];
}

/** Gives users the same text whom no statement tells apart; undefined if somebody has to ask for each user. */
export function userMarker(policies: AppliedPolicies, place: Place): ((place: Place) => string) | undefined {
  const statements = everyPolicy(policies).flatMap((policy) => policy.statements);
  const isByUser = statements.some(({ conditions, variables }) => variables.some((variable) => variable !== USER_NAME)
    || conditions.some((condition) => [condition.key, ...condition.variables].some(isOfUser)));
  if (isByUser) {
    return undefined;
  }
  const arns = commonArns(place);
  const begins = namedArns(place).map(beginOf);
  const naming = ({ resource, named, filledIn }: Statement): Naming => ({
    resource,
    own: [...begins.keys()].filter((index) => named.some((pattern) => areAlike(beginOf(pattern), begins[index]))),
    common: filledIn.length === 0 ? [] : arns.filter(ofAnyName(filledIn)),
  });
  const aboutSome = statements.filter(({ isAnywhere, variables }) => !isAnywhere || variables.length > 0);
  const plain = aboutSome.filter(({ variables }) => variables.length === 0).map(naming);
  const filled = aboutSome.filter(({ variables }) => variables.length > 0);
  const ofOthers = filled.flatMap(({ filledIn }) => filledIn.filter((text) => !OWN.test(text)));
  const patterns = ofOthers.length === 0 ? [] : [...new Set(aboutSome.flatMap((statement) => statement.named))];
  if (ofOthers.some((text) => patterns.some((pattern) => mayTellNamesApart(pattern, text)))) {
    return undefined;
  }
  const byName = filled.map(naming);
  const isAlike = alikeNames(filled.flatMap(({ named }) => named), byName.flatMap(({ common }) => common));
  // Most statements with a name in them are about the whole name, so that users on one path are alike.
  const ofPath = new Map<string, string>();
  return (one) => {
    const own = namedArns(one);
    const markOf = (some: readonly Naming[], names: readonly (string | undefined)[]) => some.map((about) => markBy(about, own, names)).join('');
    const ofName = (isAlike(one.userName) ? ofPath.get(one.path) : undefined) ?? markOf(byName, [one.userName, ...OTHER_NAMES]);
    if (isAlike(one.userName)) {
      ofPath.set(one.path, ofName);
    }
    return markOf(plain, [undefined]) + ofName;
  };
}

/** Whether a statement is about each resource that differs between users, and, with the own name in it, about each other resource. */
function markBy({ resource, own, common }: Naming, arns: readonly string[], names: readonly (string | undefined)[]): string {
  let mark = '';
  for (const [index, name] of names.entries()) {
    const lookup = (variable: string) => variable === USER_NAME ? name : undefined;
    for (const place of own) {
      mark += resource(arns[place], lookup) ? '1' : '0';
    }
    for (const arn of index === 0 ? common : []) {
      mark += resource(arn, lookup) ? '1' : '0';
    }
  }
  return mark;
}

/** Names for each of which the same patterns fit, if these end with the whole name, any name, or another one. */
function alikeNames(patterns: readonly string[], resources: readonly string[]): (name: string) => boolean {
  const others = new Set([...patterns, ...resources].map((arn) => /[^/:]*$/.exec(arn)![0]).concat(ROWS_NAME, OTHER_NAMES.flatMap((name) => name ?? [])));
  const areWhole = patterns.every((pattern) => /^[^$]*[/:](?:\$\{aws:username\}|\*|[^/:*?$]*)$/i.test(pattern));
  return (name) => areWhole && /^[\w+=,.@-]+$/.test(name) && !others.has(name) && !others.has(`x${name}`);
}

/** What a statement names with the name in it, and the mark has. */
const OWN = /:(?:user\/(?:.*\/)?|mfa\/|federated-user\/)\$\{aws:username\}$/i;

/**
 * Whether a pattern may fit what a statement names with the one name in it, and not with another. Rows stand for their type, so that what a
 * statement names is asked too.
 */
function mayTellNamesApart(pattern: string, text: string): boolean {
  const [before, ...others] = cut(text);
  const [head, own] = [pattern, text].map((one) => /^[^*?$]*/.exec(one)![0]);
  const areApart = !head.startsWith(own) && (head === pattern || !own.startsWith(head));
  const isBySameName = /^[^*?]*$/.test(before) && cut(pattern)[0] === before && cut(pattern)[1]?.toLowerCase() === others[0].toLowerCase();
  return !areApart && !isBySameName && pattern !== text && (pattern.includes('?') || !ofAnyName([withName(pattern)])(withName(text)));
}

function withName(text: string): string {
  return cut(text).map((piece, index) => index % 2 === 0 || LITERAL.includes(piece) ? piece : NAME_MARK).join('');
}

/** Whether a resource is one of these for some name. */
function ofAnyName(filledIn: readonly string[]): (arn: string) => boolean {
  const anyName = filledIn.map((text) => cut(text).map((piece, index) => index % 2 === 1 && !LITERAL.includes(piece) ? '*' : piece).join(''));
  const { statements: [{ resource }] } = readPolicy('', { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: anyName } });
  return (arn) => resource(arn, () => undefined);
}

/** What a policy writes for characters that are wildcards or begin a variable. */
const LITERAL = ['${*}', '${?}', '${$}'];

function isOfUser(key: string): boolean {
  return key === USER_NAME || key === 'aws:userid' || key === 'aws:principalarn' || key.startsWith(TAG_KEY);
}

/** What a pattern certainly begins with; of an ARN, what comes before the name or the path. */
function beginOf(text: string): string {
  return /^[^*?$/]*/.exec(text)![0];
}

function areAlike(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** Requests of others are in the rows too, and of sessions without a name. */
const OTHER_NAMES = [undefined, ...new Set(Object.values<RequestKind>(REQUESTS).flatMap(({ context }) => context[USER_NAME] ?? []))];
/** Whom the rows call the other user. */
const ROWS_NAME = ['bob', 'bob-2'];
