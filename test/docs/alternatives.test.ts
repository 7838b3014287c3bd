/** The ways around MFA that docs/alternatives.md shows are those of the demo. */
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { read } from './texts';
import { QUESTIONS } from '../../demo/demo-questions';
import { columns } from '../../demo/strategy-columns';
import { ConsoleMfaStack } from '../../examples/console-mfa/stack';

const ATTACKS = QUESTIONS.filter(({ wanted }) => wanted === 'denied');

test('docs/alternatives.md has the answers of the demo', async () => {
  const [table] = /^\| Way around MFA [^]*?\n\n/m.exec(read('docs/alternatives.md'))!;
  const rows = table.trim().split('\n').slice(2).map((line) => line.slice(2, -2).split(' | '));
  const judged = await columns(Promise.resolve(Template.fromStack(new ConsoleMfaStack(new App(), 'ConsoleMfa')).toJSON()));
  const [allowIfMfa, oldTutorial, oldTutorialBool, tightenedBool, awsSelfManage, ...ours] = judged.map(({ cells }) =>
    cells.filter((_, index) => QUESTIONS[index].wanted === 'denied'));
  const published = [oldTutorial, oldTutorialBool, tightenedBool, awsSelfManage];
  expect(rows).toEqual(ATTACKS.map(({ text }, index) => [text, ...published.map((cells) => cells[index])]));
  expect(ours).toHaveLength(2);
  expect([...new Set([allowIfMfa, ...ours].flat())]).toEqual(['denied']);
});
