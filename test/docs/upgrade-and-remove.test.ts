/** docs/upgrade-and-remove.md: which resource makes an imported user a member, and whether a change of the app deletes it. */
import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { read } from './texts';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup } from '../../src';
import { importedUser, testStack } from '../helpers';

const [, SECTION] = /^## Members that your app adds\n([^]*?)^## /m.exec(read('docs/upgrade-and-remove.md'))!;
const [, LIST] = /```ts\n([^]*?)```/.exec(SECTION)!;

type Addition = { Properties: { GroupName: { Ref: string } } };

/** The logical ids of what adds members to the developers. */
function additions(build: (stack: Stack) => void): string[] {
  const stack = testStack();
  build(stack);
  const found = Template.fromStack(stack).findResources('AWS::IAM::UserToGroupAddition') as Record<string, Addition>;
  return Object.entries(found).filter(([, { Properties }]) => Properties.GroupName.Ref.startsWith('Developers')).map(([id]) => id);
}

const withCalls = (...groups: string[]) => additions((stack) => {
  const ada = importedUser(stack, 'ada');
  groups.forEach((id) => new ConsoleMfaEnforcedGroup(stack, id).addUser(ada));
});

const withLists = (...groups: string[]) => additions((stack) => groups.forEach((id) => {
  new Function('ConsoleMfaEnforcedGroup', 'iam', LIST.replace(/'Developers'/, `'${id}'`)).call(stack, ConsoleMfaEnforcedGroup, iam);
}));

test('a call of addUser that is deleted before another takes the resource of the other: deleting it takes the user out', () => {
  expect(withCalls('Pilot', 'Developers')).toEqual(['adaGroup1']);
  expect(withCalls('Developers')).toEqual(['adaGroup0']);
  expect(SECTION).toContain('`adaGroup0`, `adaGroup1`');
  expect(SECTION).toContain('**nothing enforces MFA**');
});

test('the list of the page has the same id, whatever other groups there are', () => {
  expect(withLists('Pilot', 'Developers')).toHaveLength(1);
  expect(withLists('Pilot', 'Developers')).toEqual(withLists('Developers'));
});

test.each([
  [ConsoleMfaEnforcedGroup, 'AWS::IAM::Group', 'docs/upgrade-and-remove.md', /or another place in the tree of constructs, such as another stack\n\nA new group has only the members that your app adds\./],
  [ForceMfaGroup, 'Custom::ForceMfaMembers', 'docs/force-mfa-group.md', /^- \*\*Moving\*\* .* may empty the old group/m],
])('another id of a %p makes another %s, and the page tells what becomes of the members', (construct, type, page, told) => {
  const idsOf = (id: string) => {
    const stack = testStack();
    new construct(stack, id);
    return Object.keys(Template.fromStack(stack).findResources(type));
  };
  expect(idsOf('Old')).toHaveLength(1);
  expect(idsOf('New')).not.toEqual(idsOf('Old'));
  expect(read(page)).toMatch(told);
});
