/** What the bench measures of the command. */
export { RepresentativesCache, readPolicy } from '../../access/evaluator';
export { actionDecider } from '../../access/judge/action-decider';
export { readInputs } from '../../access/judge/inputs/read-inputs';
export { report } from '../../access/judge/report';
export { rowRequester } from '../../access/judge/row-requests';
