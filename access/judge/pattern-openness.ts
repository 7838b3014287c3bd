/**
 * How open patterns of actions are to one subject, by one kind of request.
 *
 * One action stands for all that fit a pattern, and one of a service that AWS does not have for all that no statement names.
 */
import { type ActionDecider, openness } from './action-decider';
import type { JudgeRow } from './judge-row';
import { NO_RESOURCE, type Openness, type Probes, UNNAMED } from './open-patterns';
import type { Place } from './place';
import { isPossible } from './possible-requests';
import type { RowRequests } from './row-requests';
import type { Subject } from './subject';
import { fitting, fittingBoth, viewOfPartial } from '../evaluator';
import { regionOf } from '../requests/example-account';

/** Stand where a pattern has a wildcard; AWS names no action so. */
const FILLERS: Readonly<Record<string, string>> = { '*': 'Qzx', '?': 'Q' };

/** @param row what is asked, of another action */
export function opennessTo(subject: Subject, row: JudgeRow, requestsOf: RowRequests): (decider: ActionDecider) => Openness {
  return ({ decide }) => (pattern, resource) => {
    const action = exampleOf(pattern);
    const asked = { ...row, action, resource: resource ?? resourceOf(action, subject.place) };
    return isPossible(asked, subject) ? Math.max(...requestsOf(asked, row.request).map(decide).map(openness)) : 0;
  };
}

type Asked = Pick<JudgeRow, 'request' | 'action' | 'resource' | 'wanted'>;

/** Whether what is asked may be open to the subject. */
export function mayBeOpenTo(subject: Subject, asked: Asked, requestsOf: RowRequests, { decide }: ActionDecider): boolean {
  return isPossible(asked, subject) && requestsOf(asked, asked.request).some((sent) => openness(decide(sent)) > 0);
}

/** The resources of the service of an action that fit one value or two. */
export function fittingIn(place: Place, row: JudgeRow, requestsOf: RowRequests): Probes['fitting'] {
  const [sent] = requestsOf(row, row.request);
  const { lookup } = viewOfPartial(sent);
  return (value, pattern, also) => {
    if (value === NO_RESOURCE) {
      return [NO_RESOURCE];
    }
    const example = resourceOf(exampleOf(pattern), place);
    return also === undefined ? fitting(example, value, lookup) : fittingBoth(example, [value, also], lookup);
  };
}

/** An action that fits, and that no other pattern names. */
function exampleOf(pattern: string): string {
  return pattern === '*' ? UNNAMED : pattern.replace(/[*?]/g, (wildcard) => FILLERS[wildcard]);
}

function resourceOf(action: string, { partition, account }: Place): string {
  const [service] = action.split(':');
  return service === 'iam' ? `arn:${partition}:iam::${account}:role/example` : `arn:${partition}:${service}:${regionOf(partition)}:${account}:example`;
}
