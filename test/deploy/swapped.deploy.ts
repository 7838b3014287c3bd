/**
 * Makes groups of CDK's own ones of this library, and back, while they have members whom no stack knows: docs/roll-out.md says that they stay.
 *
 * Run by `npm run test:deploy`, which starts the local AWS. The tests are one story, told in order.
 */
import { AddUserToGroupCommand, AttachUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { Member, root } from './aws';
import { deploy, destroy } from './cdk';
import { expectNothingDeployed, identityOf, membersOf, physicalIds, physicalIdsOfType } from './deployed';

const DENIED = /explicit deny/;

let groups: string[];
let ada: Member;

async function groupsOf(stack: string): Promise<string[]> {
  return Promise.all((await physicalIdsOfType(stack, 'AWS::IAM::Group')).map(identityOf));
}

const bothWith = () => Promise.all(['Developers', 'Operators'].map(async (name) => {
  const ids = await physicalIds('Swapped');
  const [, group] = Object.entries(ids).find(([logicalId]) => new RegExp(`^${name}[0-9A-F]{8}$`).test(logicalId))!;
  return { group, members: await membersOf(group) };
}));

beforeAll(async () => {
  await root.s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
  ada = await Member.create('ada');
  await root.iam.send(new AttachUserPolicyCommand({ UserName: 'ada', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
  await deploy('Swapped');
  groups = await groupsOf('Swapped');
  for (const { group } of await bothWith()) {
    await root.iam.send(new AddUserToGroupCommand({ UserName: 'ada', GroupName: group }));
  }
});

test('before, nothing asks for MFA', async () => {
  expect(groups).toHaveLength(2);
  await (await ada.sessionWithoutMfa()).s3.send(new ListBucketsCommand({}));
});

test('the groups stay, with and without a name of their own, and so does the member, who now needs MFA in the console', async () => {
  await deploy('Swapped', 'swapped=true');
  expect(await groupsOf('Swapped')).toEqual(groups);
  expect((await bothWith()).map(({ members }) => members)).toEqual([['ada'], ['ada']]);
  await expect((await ada.sessionWithoutMfa()).s3.send(new ListBucketsCommand({}))).rejects.toThrow(DENIED);
  await ada.key.s3.send(new ListBucketsCommand({}));
});

test('and back', async () => {
  await deploy('Swapped');
  expect(await groupsOf('Swapped')).toEqual(groups);
  expect((await bothWith()).map(({ members }) => members)).toEqual([['ada'], ['ada']]);
  await (await ada.sessionWithoutMfa()).s3.send(new ListBucketsCommand({}));
});

test('destroying it leaves nothing behind', async () => {
  await ada.remove();
  await destroy('Swapped');
  await expectNothingDeployed();
});
