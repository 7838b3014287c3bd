/** One answer, opened: the request, the reason, and the statements that decide. */
import { Child, create, element, mark } from './dom';
import { data, markOf, nameOf, outcomeOf } from './embedded-data';
import { picked } from './picker-form';
import { statementText } from './picker-policies';
import { ANSWERS } from '../../access/requests/answers';
import type { Statement } from '../../access/requests/policy-document';
import { UNRATED, wordOf } from '../answer-marks';
import type { Outcome, Question } from '../page-data';

export const dialog = element('dialog') as HTMLDialogElement;

export function openCell(cell: number): void {
  const { policies } = data.combinations[picked.shown];
  const statements = policies.flatMap((policy) => policy.statements.map((index) => data.statements[index]));
  openDialog(nameOf(cell), [answered(data.cells[cell], outcomeOf(picked.shown, cell), statements)]);
}

export function openOverview(strategy: number, column: number): void {
  const { title, statements, cells } = data.overview[strategy];
  const { status, words, details, asked } = cells[column];
  openDialog(`${data.overviewColumns[column]}: ${title}`, [
    ...status === 'unasked' ? [create('p', {}, `${words}: ${details.join(', ')}. The policies alone:`)] : [],
    ...asked.map(({ question, outcome }) => create('section', {}, create('h3', {}, question.label), answered(question, outcome, statements))),
  ]);
}

export function openDialog(title: string, contents: Child[]): void {
  element('dialog-title').textContent = title;
  element('dialog-body').replaceChildren(...contents);
  dialog.showModal();
  dialog.scrollTop = 0;
}

function answered(question: Question, outcome: Outcome, statements: Statement[]): HTMLElement {
  return create('div', { class: 'answered' },
    create('p', { 'class': 'verdict', 'data-answer': markOf(outcome) }, mark(markOf(outcome)), create('strong', {}, wordOf(outcome)), `: ${outcome.answer === undefined ? UNRATED : ANSWERS[outcome.answer]}.`),
    create('p', {}, reason(outcome)),
    requestTerms(question),
    create('p', { class: 'by' }, outcome.sids.length === 0
      ? 'No statement of the policies allows the request, so IAM denies it.'
      : `${outcome.allowed ? 'Allowed' : 'Denied'} by:`),
    ...outcome.sids.map((sid) => statementBlock(sid, statements)));
}

function reason({ row, answer }: Outcome): string {
  if (row === undefined) {
    return `The expected table has no row for this request.${answer === undefined ? '' : ' The title of the column says what the answer should be.'}`;
  }
  return `Reason, from the row of ${row.strategy}${row.action ? ` on ${row.action}` : ''} in the expected table: ${row.reason}.${row.attack && ` Attack path ${row.attack} of the threat model.`}`;
}

export function requestTerms({ kind, action, resource, arn, otherPermissions }: Question): HTMLElement {
  const { title, keys, alike, unverified } = data.kinds[kind];
  const terms: [string, Child[]][] = [
    ['Request', [title]],
    ['Condition keys', Object.entries(keys).flatMap(([key, value]) => [create('code', {}, `${key}: ${value}`), ' '])],
    ['Action', [create('code', {}, action)]],
    ['Resource', resource === '*' ? [create('code', {}, '*')] : [`${resource}, `, create('code', {}, arn)]],
    ['The member', [otherPermissions === 'admin' ? 'also has AdministratorAccess' : 'has no other permissions']],
    ...alike.length === 0 ? [] : [['Same keys', [alike.join('; ')]] as [string, Child[]]],
    ...unverified === undefined ? [] : [['Unverified', [unverified]] as [string, Child[]]],
  ];
  return create('dl', { class: 'terms' }, ...terms.map(([term, description]) => create('div', {}, create('dt', {}, term), create('dd', {}, ...description))));
}

function statementBlock(sid: string, statements: Statement[]): HTMLElement {
  const statement = statements.find(({ Sid }) => Sid === sid) ?? data.administrator;
  return create('figure', {},
    create('figcaption', {}, create('code', {}, sid), statement === data.administrator ? ', which the member also has' : ''),
    create('pre', {}, statementText(statement)));
}
