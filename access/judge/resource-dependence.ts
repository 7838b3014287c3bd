/** Rows ask about one resource of each type. What is allowed on another one of the type is no all-clear: the answer depends on the resource. */
import type { ActionDecider } from './action-decider';
import { grouped } from './grouped';
import { NAME_MARK } from './inputs/unknown-text';
import type { JudgeRow } from './judge-row';
import type { Place } from './place';
import { USER_NAME, lookupsWithin } from './variable-values';
import { type Decision, type Dependence, type PartialRequest, type Sides, OtherResourcesCache, holds, mayApply, typeOf, viewOfPartial } from '../evaluator';
import { OUTSIDE_ACCOUNT, resources } from '../requests/example-account';

/** Stands among the condition keys on which an answer may depend. */
export const RESOURCE = 'resource';

const ARNS = resources({ partition: 'aws', path: '/' });

/**
 * The rows that stand for all resources of their type: those about another user, group or policy, if there are such. The own one is a question
 * of its own. If one of them should work, so should others.
 */
export function rowsOfTypes(rows: readonly JudgeRow[]): Set<number> {
  const asking = grouped(rows.map((row, index) => [questionOf(row), index]));
  return new Set([...asking.values()].flatMap((indexes) => {
    const others = indexes.filter((index) => !/\b(own|this)\b/.test(rows[index].resource));
    const standing = others.length > 0 ? others : indexes.filter((index) => rows[index].request === 'console');
    const isDenied = standing.every((index) => rows[index].wanted === 'denied');
    return isDenied ? standing.filter((index) => rows[index].resource === rows[standing[0]].resource) : [];
  }));
}

function questionOf({ request, action, resource }: JudgeRow): string {
  return `${request} ${action} ${typeOf(ARNS[resource]?.arn ?? resource)}`;
}

/** The decision, or on which resource it depends. */
export function forItsType(decision: Decision, held: ActionDecider, asked: PartialRequest, place: Place, others: OtherResourcesCache): Decision {
  const { partition, account, path, userName, isUnnamed } = place;
  const { verdict } = decision;
  const { denied, allowed, boundary, levels } = held.about(asked.action);
  const view = viewOfPartial(asked);
  // What denies with some values of a key only may leave another resource open with the others.
  const isEverywhere = denied.open.some(({ isAnywhere, decider, conditions }) => isAnywhere && verdict?.decidedBy.includes(decider)
    && conditions.every((condition) => holds(condition, view)));
  if (verdict === undefined || verdict.allowed || isEverywhere) {
    return decision;
  }
  // What asks for MFA applies to no resource.
  const applying = ({ open }: Sides['denied']) => open.filter((statement) => mayApply(statement, view));
  const grants = applying(allowed);
  if (grants.length + allowed.certain.length === 0) {
    return decision;
  }
  const statements = [...grants, ...[denied, ...boundary === undefined ? [] : [boundary], ...levels].flatMap(applying)];
  const lookup = (key: string) => key === USER_NAME && asked.context.has(key) ? NAME_MARK : view.lookup(key);
  // Names are unique, so the own user on another path is the own user. A policy by itself names others.
  const own = isUnnamed ? undefined : `arn:${partition}:iam::${account}:user${path}${userName}`;
  // An example may be called as the user. What a statement names is the same for all who hold it.
  const isNamed = statements.some(({ named }) => named.some((pattern) => pattern.endsWith(`/${userName}`)));
  const ownNames = [NAME_MARK, ...isUnnamed || isNamed ? [] : [userName]];
  const isOwn = (arn: string) => arn === own || (arn.includes(':user/') && ownNames.some((name) => arn.endsWith(`/${name}`)));
  const named = lookupsWithin(statements, lookup, view.isOpen).flatMap((one) => others.of(asked.resource, statements, one));
  // Nobody calls IAM in another account, but roles of others may be assumed.
  const elsewhere = asked.action === 'sts:AssumeRole' ? [asked.resource, ...named].map((arn) => arn.replace(account, OUTSIDE_ACCOUNT)) : [];
  for (const marked of new Set([...named, ...elsewhere].filter((arn) => !isOwn(arn)))) {
    const resource = marked.replaceAll(NAME_MARK, userName);
    const { verdict: other, depends } = held.decide({ ...asked, resource });
    if (other === undefined || other.allowed) {
      const shown = marked.replaceAll(NAME_MARK, `\${${USER_NAME}}`);
      return { depends: { ...dependenceOn(shown, depends), statements: depends?.statements ?? other!.decidedBy } };
    }
  }
  return decision;
}

/** @param also on what it depends for that resource */
function dependenceOn(allowed: string, also: Dependence | undefined): Omit<Dependence, 'statements'> {
  const { key, allowedWith, beside = [], keys = [] } = also ?? {};
  return {
    key: RESOURCE,
    allowedWith: { value: allowed, isOther: false },
    deniedWith: { value: 'the one asked', isOther: false },
    beside: new Map([...beside, ...key === undefined ? [] : [[key, allowedWith!] as const]]),
    keys: [RESOURCE, ...keys],
  };
}
