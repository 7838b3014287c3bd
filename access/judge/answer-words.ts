/** What one answer rests on, and what it may mean. */
import { readable } from './inputs/unknown-text';
import type { JudgeRow } from './judge-row';
import type { Answered } from './judge-subject';
import type { Representative } from '../evaluator';
import type { Answer } from '../requests/answers';

/** On what an answer depends, and which value gives which answer. */
export function dependenceOf({ depends }: Pick<Answered, 'depends'>): string | undefined {
  if (depends === undefined) {
    return undefined;
  }
  const written = new Map(depends.statements.flatMap(({ keys }) => keys.map((key) => [key.toLowerCase(), key])));
  const nameOf = (key: string) => written.get(key) ?? key;
  const { key, allowedWith, deniedWith, beside } = depends;
  if (key === undefined) {
    return `on ${depends.keys.map(nameOf).join(', ')}, in more combinations than are tried`;
  }
  const others = [...beside].map(([other, value]) => `${nameOf(other)} = ${valueOf(value)}`);
  return `${nameOf(key)} = ${valueOf(allowedWith!)}: allowed; ${valueOf(deniedWith!)}: denied${others.length === 0 ? '' : ` (with ${others.join(', ')})`}`;
}

function valueOf({ value, isOther }: Representative): string {
  return value === undefined ? 'none' : isOther ? 'any other' : readable(typeof value === 'string' ? value : value.join(' and '));
}

/** Whether an answer lets MFA be got around, or may. */
export function mayBeOpen({ answer, row }: { readonly answer: Answer; readonly row: Pick<JudgeRow, 'wanted'> }): boolean {
  return answer === 'open' || (answer === 'depends' && row.wanted === 'denied');
}
