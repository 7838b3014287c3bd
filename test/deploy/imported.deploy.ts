/**
 * Takes a group that was made by hand into a stack with `cdk import`, and then puts a group of this library in its place, as docs/roll-out.md says.
 *
 * Run by `npm run test:deploy`, which starts the local AWS. The tests are one story, told in order.
 */
import { AddUserToGroupCommand, AttachUserPolicyCommand, CreateGroupCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { Member, root } from './aws';
import { deploy, destroy, diff, importInto } from './cdk';
import { expectNothingDeployed, identityOf, membersOf, physicalIds } from './deployed';

let ada: Member;
let group: string;

beforeAll(async () => {
  await root.s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
  ada = await Member.create('ada');
  await root.iam.send(new AttachUserPolicyCommand({ UserName: 'ada', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }));
  await root.iam.send(new CreateGroupCommand({ GroupName: 'juniors' }));
  await root.iam.send(new AddUserToGroupCommand({ UserName: 'ada', GroupName: 'juniors' }));
  group = await identityOf('juniors');
});

test('the group belongs to the stack, with its member, and all that cdk diff shows is what cdk import added', async () => {
  await importInto('Imported', { Juniors33D14073: { GroupName: 'juniors' } });
  expect(Object.values(await physicalIds('Imported'))).toEqual(['juniors']);
  expect(await membersOf('juniors')).toEqual(['ada']);
  const shown = (await diff('Imported')).split('Resources\n')[1].split('\n').filter((line) => /^\W*\[.\]|Retain/.test(line.trim()));
  expect(shown.map((line) => line.trim())).toEqual(['[~] AWS::IAM::Group Juniors Juniors33D14073', '└─ [-] DeletionPolicy', '└─ Retain']);
});

test('a group of this library takes its place: the group and the member stay, and the member needs MFA in the console', async () => {
  await deploy('Imported', 'swapped=true');
  expect(await identityOf('juniors')).toBe(group);
  expect(await membersOf('juniors')).toEqual(['ada']);
  await expect((await ada.sessionWithoutMfa()).s3.send(new ListBucketsCommand({}))).rejects.toThrow(/explicit deny/);
  await ada.key.s3.send(new ListBucketsCommand({}));
});

test('destroying it leaves nothing behind', async () => {
  await ada.remove();
  await destroy('Imported');
  await expectNothingDeployed();
});
