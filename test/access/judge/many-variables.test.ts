/** Variables among stars fit a resource in more ways than anybody can try: the answer depends, and comes soon. */
import { input } from './holdings';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
/** Each of these took from half a minute to several minutes. */
const MAX_SECONDS = 15;
const tag = (name: string | number) => `\${aws:PrincipalTag/${name}}`;
const statement = (Effect: string, Resource: string, Condition: object = {}) => ({ Effect, Action: '*', Resource, Condition });
const like = (name: string | number, ...patterns: string[]) => ({ StringLike: { [`aws:PrincipalTag/${name}`]: patterns } });

test.each<[string, object[]]>([
  ['two in a resource', [statement('Allow', `arn:aws:*:*:*:*${tag('team')}-${tag('env')}*`)]],
  ['two in each of two resources', [statement('Allow', `arn:aws:*:*:*:*${tag('a')}*0*${tag('b')}*`), statement('Deny', `arn:aws:*:*:*:*${tag('c')}*0*${tag('d')}*`)]],
  ['with conditions on the tags', [
    statement('Allow', `arn:aws:*:*:*:*${tag('a')}*`, like('a', '*x??y*', '*z*??q*')),
    statement('Deny', `arn:aws:*:*:*:*${tag('b')}*${tag('a')}*`, like('b', '*a???b*', '*c????d*')),
  ]],
  ['in ten statements', Array.from({ length: 10 }, (_, index) => statement(
    index % 2 === 1 ? 'Allow' : 'Deny', `arn:aws:*:*:*:*${tag(index)}*${tag(index + 1)}*`, like(index, '*x??y*', `*${tag(index + 2)}*??q*`),
  ))],
])('%s', (_what, Statement) => {
  const before = process.cpuUsage();
  const [{ mayBeOpen, counts }] = report(readInputs(input({ Version: '2012-10-17', Statement })), ROWS).subjects;
  const { user, system } = process.cpuUsage(before);
  expect([mayBeOpen, counts.depends > 0]).toEqual([true, true]);
  expect((user + system) / 1_000_000).toBeLessThan(MAX_SECONDS);
});
