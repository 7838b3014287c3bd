/** `--explain`: one event, the fact that was read from it, and what each policy does to it. */
import { factOf } from '../../impact/facts/fact-of';
import { type CloudTrailRecord, own } from '../../impact/facts/record';
import { dependenceOf, remedyOf, situationOf } from '../../impact/report/call-sentences';
import type { Policies } from '../../impact/report/report';
import type { Verdict } from '../../impact/verdicts/judge-rules';
import { compile } from '../../impact/verdicts/verdict';
import { NEVER_JUDGED } from '../../src/private/impact/vocabulary/actions';
import { COLUMNS, type Fact, isNotReached } from '../../src/private/impact/vocabulary/fact';
import { type Terminal, terminalLine, widthOf, wrapped } from '../output/terminal';

export function* explained(record: CloudTrailRecord, policies: Policies, terminal: Terminal): Generator<string> {
  for (const line of linesOf(record, policies)) {
    const [, indent, text] = /^( *)(.*)$/s.exec(line)!;
    for (const part of wrapped(text, indent, widthOf(terminal))) {
      yield `${terminalLine(part, terminal)}\n`;
    }
  }
}

function* linesOf(record: CloudTrailRecord, policies: Policies): Generator<string> {
  const fact = factOf(record);
  yield 'The record:';
  yield `  ${shown(record)}`;
  yield 'What it says of the call:';
  yield* COLUMNS.filter((column) => fact[column] !== '').map((column) => `  ${column}: ${fact[column]}`);
  for (const [name, statements] of Object.entries(policies)) {
    yield `${name}: ${whyOf(fact, compile(statements)(fact))}`;
  }
}

/** There may be a user whom a policy reaches. */
const NOT_JUDGED: Readonly<Record<string, string>> = {
  'unidentified': 'not judged: the record does not tell who asked',
  'other account': 'not judged: if the caller is a user, the logs of the account of the caller tell whose call it is',
};

function shown(record: CloudTrailRecord): string {
  try {
    return JSON.stringify(record);
  } catch {
    return 'It is nested too deeply to be shown.';
  }
}

function whyOf(fact: Fact, verdict: Verdict): string {
  switch (verdict.answer) {
    case 'stops': return `stops, by ${verdict.sid}: the call was made ${situationOf(fact)}. To keep it working: ${remedyOf(fact, verdict)}`;
    case 'depends': return `depends, because the record does not tell ${dependenceOf(fact, verdict)}; ${verdict.sid} may stop it`;
    case 'goes on': return `${verdict.answer}: ${NEVER_JUDGED.includes(fact.action) ? 'AWS answers this call whatever a policy says' : `no statement denies a call that was made ${situationOf(fact)}`}`;
    case 'refused already': return 'refused already, before any of these policies';
    case 'sign-in': return 'a sign-in, which no policy judges';
    case 'not reached': return own(NOT_JUDGED, fact.session) ?? `not reached: no policy of a user judges it${isNotReached(fact.session) ? ` (${fact.session})` : ''}`;
  }
}
