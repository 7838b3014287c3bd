/** The example of a whole account, in the steps of docs/account-rollout.md. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { App, SecretValue, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AccountProps, addAccount } from '../examples/account/account';

interface Account {
  readonly app: App;
  readonly identity: Stack;
  readonly monitoring: Stack;
}

function account(props: AccountProps): Account {
  const app = new App({ analyticsReporting: false });
  addAccount(app, props);
  return { app, identity: app.node.findChild('Identity') as Stack, monitoring: app.node.findChild('MfaMonitoring') as Stack };
}

const resourcesOf = (stack: Stack): Record<string, any> => Template.fromStack(stack).toJSON().Resources;
const reportsOf = (stack: Stack) => {
  const annotations = Annotations.fromStack(stack);
  return [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())].map(({ level, id }) => `${level} ${id}`).sort();
};

test('enforced, there is nothing to report', () => {
  const { identity, monitoring } = account({ enforce: true, trailLogGroupName: 'trail' });
  expect([...reportsOf(identity), ...reportsOf(monitoring)]).toEqual([]);
});

test('before, the check warns of the three groups, and of no machine user', () => {
  const { identity, monitoring } = account({ enforce: false });
  expect(reportsOf(identity)).toEqual(['Administrators', 'Developers', 'HelpDesk'].map((group) => `warning /Identity/${group}/Resource`));
  expect(reportsOf(monitoring)).toEqual([]);
});

test('enforcing adds one policy to each group, and going back takes nothing else away', () => {
  const before = resourcesOf(account({ enforce: false }).identity);
  const after = resourcesOf(account({ enforce: true }).identity);
  const added = Object.keys(after).filter((id) => !(id in before));
  expect(added.map((id) => [after[id].Type, after[id].Properties.Description])).toEqual(
    Array(3).fill(['AWS::IAM::ManagedPolicy', 'Denies everything but enrollment without MFA.']));
  expect(Object.fromEntries(Object.entries(after).filter(([id]) => !added.includes(id)))).toEqual(before);
});

test('a user with a password and no enforcement is an error, in whatever stack', () => {
  const { app } = account({ enforce: true });
  const other = new Stack(app, 'OtherTeam');
  new iam.User(other, 'User', { password: SecretValue.unsafePlainText('initial') });
  expect(reportsOf(other)).toEqual(['error /OtherTeam/User/Resource']);
});

test('the role asks for MFA of the last hour', () => {
  Template.fromStack(account({ enforce: true }).identity).hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [{ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '3600' } } }],
    },
  });
});

test('the alarm on sign-ins is there once the trail is named', () => {
  Template.fromStack(account({ enforce: true }).monitoring).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  Template.fromStack(account({ enforce: true, trailLogGroupName: 'trail' }).monitoring).resourceCountIs('AWS::CloudWatch::Alarm', 1);
});

test('the walk-through names the stacks, and the context that the app reads', () => {
  const text = readFileSync(join(__dirname, '../docs/account-rollout.md'), 'utf8');
  for (const command of ['cdk deploy MfaMonitoring -c trail=', 'cdk deploy Identity -c enforce=false', 'cdk diff Identity', 'cdk deploy Identity\n']) {
    expect(text).toContain(command);
  }
});
