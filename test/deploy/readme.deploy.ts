/**
 * Deploys the example of the README with the CDK CLI: a group, and members whom a list and calls of addUser put into it.
 *
 * Run by `npm run test:deploy`, which starts the local AWS. The tests are one story, told in order.
 */
import { ListUsersCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Device, Member, root } from './aws';
import { deploy, destroy, template } from './cdk';
import { expectNothingDeployed, membersOf, physicalIds, physicalIdsOfType } from './deployed';

const DENIED = /explicit deny/;

let group: string;
let members: Member[];

beforeAll(async () => {
  await root.s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
  members = [];
  for (const name of ['ada', 'ben', 'cleo']) {
    members.push(await Member.create(name));
  }
});

test('the user of the example is a member, and needs MFA where the key does not', async () => {
  await deploy('Readme');
  [group] = await physicalIdsOfType('Readme', 'AWS::IAM::Group');
  expect(await membersOf(group)).toEqual(['ada']);
  const [ada] = members;
  await ada.key.s3.send(new ListBucketsCommand({}));
  await expect((await ada.sessionWithoutMfa()).s3.send(new ListBucketsCommand({}))).rejects.toThrow(DENIED);
  const session = await ada.sessionWithoutMfa();
  const device = await Device.create(session, 'adas-phone');
  await device.enable(session, 'ada');
  await (await ada.sessionWithMfa(device)).s3.send(new ListBucketsCommand({}));
});

test('a list adds members, and takes out only whom it named before', async () => {
  await deploy('Readme', 'more=ben,cleo');
  expect(await membersOf(group)).toEqual(['ada', 'ben', 'cleo']);
  await deploy('Readme', 'more=cleo', 'added=Developers,Operators');
  expect(await membersOf(group)).toEqual(['ada', 'cleo']);
});

test('a user leaves the group of a call that stays when a call before it goes, as docs/upgrade-and-remove.md says', async () => {
  const [, operators] = await physicalIdsOfType('Readme', 'AWS::IAM::Group');
  expect(await membersOf(operators)).toEqual(['ada']);
  const { adaGroup0 } = await physicalIds('Readme');
  await deploy('Readme', 'more=cleo', 'added=Operators');
  expect(await physicalIds('Readme')).toMatchObject({ adaGroup0 }); // An update, and no replacement.
  expect(template('Readme').Resources.adaGroup0.Properties).toMatchObject({ GroupName: { Ref: expect.stringMatching(/^Operators/) }, Users: ['ada'] });
  expect(await membersOf(operators)).toEqual([]);
  expect(await membersOf(group)).toEqual(['cleo']);
});

test('destroying it lets everybody out, and leaves nothing behind', async () => {
  await destroy('Readme');
  await expectNothingDeployed();
  for (const member of members) {
    await member.key.sts.send(new GetCallerIdentityCommand({}));
    await member.remove();
  }
  expect((await root.iam.send(new ListUsersCommand({}))).Users).toEqual([]);
});
