/** What the bench measures of the command. */
export { readInputs } from '../../access/judge/inputs/read-inputs';
export { report } from '../../access/judge/report';
export { rowRequester } from '../../access/judge/row-requests';
