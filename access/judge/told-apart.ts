/** Requests that differ in their resource only, and those among them that statements tell apart: hundreds of policies may ask about each other. */
import { type PartialRequest, type Sides, type Statement, holds, openIn, viewOfPartial } from '../evaluator';

/** Beside the resource, the only thing in which the requests of a row differ. */
const POLICY_ARN = 'iam:policyarn';

/** Of statements, one of each kind that may tell resources apart, and the others not. */
export function telling(sides: Sides): Statement[] {
  const kinds = new Map<string, Statement>();
  for (const statement of openIn(sides)) {
    if (!statement.isAnywhere || statement.conditions.some(isAboutPolicy)) {
      kinds.set(kindOf(statement), statement);
    }
  }
  return [...kinds.values()];
}

/** Of two with the same kind, both are about a resource, or neither is. In an old policy, the same text has no variables. */
function kindOf({ effect, named, source, conditions }: Statement): string {
  const { NotResource, Condition } = source as { readonly NotResource?: unknown; readonly Condition?: unknown };
  const asked = conditions.some(isAboutPolicy) ? [Condition, conditions.map(({ variables }) => variables)] : [];
  return JSON.stringify([effect, named, NotResource === undefined, asked]);
}

/** The first of each that the statements tell apart: the others have the same decision. All, if what nobody knows may tell them apart. */
export function toldApart(requests: readonly PartialRequest[], statements: readonly Statement[]): readonly PartialRequest[] {
  const first = new Map<string, PartialRequest>();
  for (const request of requests) {
    const mark = markOf(request, statements);
    if (mark === undefined) {
      return requests;
    }
    first.set(mark, first.get(mark) ?? request);
  }
  return [...first.values()];
}

/** Undefined if a statement rests on what nobody knows. */
function markOf(request: PartialRequest, statements: readonly Statement[]): string | undefined {
  const view = viewOfPartial(request);
  let mark = '';
  for (const statement of statements) {
    const asked = statement.conditions.filter(isAboutPolicy).map((condition) => holds(condition, view));
    if (statement.variables.some(view.isOpen) || asked.includes(undefined)) {
      return undefined;
    }
    mark += `${statement.isAnywhere || statement.resource(request.resource, view.lookup)} ${asked.join()};`;
  }
  return mark;
}

function isAboutPolicy({ key, variables }: Statement['conditions'][number]): boolean {
  return key === POLICY_ARN || variables.includes(POLICY_ARN);
}
