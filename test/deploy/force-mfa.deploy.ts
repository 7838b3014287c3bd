/**
 * Deploys examples/force-mfa with the CDK CLI into an account that has users already, and runs its function.
 *
 * Run by `npm run test:deploy`, which starts the local AWS. The tests are one story, told in order.
 */
import { setTimeout } from 'node:timers/promises';
import {
  AddUserToGroupCommand, AttachUserPolicyCommand, CreateGroupCommand, CreateLoginProfileCommand, CreateUserCommand, DeactivateMFADeviceCommand,
  DeleteGroupCommand, DeleteUserCommand, DeleteVirtualMFADeviceCommand, EnableMFADeviceCommand, GetGroupCommand,
  GetRoleCommand, ListGroupsCommand, UpdateAssumeRolePolicyCommand, paginateListVirtualMFADevices,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { Caller, Device, Member, givePassword, removePassword, root } from './aws';
import { deploy, destroy } from './cdk';
import { expectNothingDeployed, membersOf, physicalIds, physicalIdsOfType, runFunction } from './deployed';
import { forEachLimited } from '../../src/membership-function/concurrency';

/** More than a page of the function, which asks for 1,000 at a time. */
const USERS = 1_200;
const CALLS_AT_A_TIME = 16;

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const NOT_ALLOWED = /no identity-based policy allows/;

type Kind = 'none' | 'virtual' | 'passkey' | 'hardware';

/** Of each kind as many, with and without a password. */
const KINDS: Kind[] = ['none', 'virtual', 'passkey', 'hardware'];
const users = Array.from({ length: USERS }, (_, index) => ({
  name: `user-${`${index}`.padStart(4, '0')}`, index, kind: KINDS[index % 4], password: Math.floor(index / 4) % 2 === 0,
}));
const [someone] = users.filter(({ kind, password }) => kind === 'none' && password);

let group: string;
let functionName: string;
let ada: Member;
let adasDevice: Device;

const run = async () => runFunction(functionName);
const members = async () => membersOf(group);

beforeAll(async () => {
  await root.s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
  await forEachLimited(users, CALLS_AT_A_TIME, createUser);
  await root.iam.send(new CreateUserCommand({ UserName: 'break-glass' }));
  await givePassword('break-glass');
  ada = await Member.create('ada', '/team/');
  await givePassword('ada');
  await root.iam.send(new AttachUserPolicyCommand({ UserName: 'ada', PolicyArn: ADMINISTRATOR }));
  await deploy('ForceMfa');
  [group] = await physicalIdsOfType('ForceMfa', 'AWS::IAM::Group');
  [functionName] = await physicalIdsOfType('ForceMfa', 'AWS::Lambda::Function');
});

describe('an account with users of every kind', () => {
  test('a run puts those with a password and without a device into the group, and nobody else', async () => {
    const summary = await run();
    expect(summary).toMatchObject({ users: USERS + 2, withoutMfa: USERS / 8 + 1, failed: 0, unsure: 0, notReached: 0 });
    expect(summary).not.toHaveProperty('stopped');
    expect(await members()).toEqual([...users.filter(({ kind, password }) => kind === 'none' && password).map(({ name }) => name), 'ada'].sort());
  });

  test('a second run changes nothing', async () => {
    const before = await members();
    // Two pages of users, one each of members, virtual devices and policies. Those without a virtual device, and of ada the password,
    // because nobody has signed in; of them those with a password for a device.
    const calls = 5 + (USERS * 3 / 4 + 1) + (USERS * 3 / 8 + 1);
    expect(await run()).toMatchObject({ withoutMfa: USERS / 8 + 1, added: 0, removed: 0, failed: 0, calls });
    expect(await members()).toEqual(before);
  });

  test('the list of virtual devices has no others, so passkeys and hardware devices were found user by user', async () => {
    expect(await virtualDevices()).toHaveLength(USERS / 4);
  });
});

describe('a member', () => {
  let session: Caller;

  test('can enroll and nothing else, in a session without MFA; the access key works', async () => {
    session = await ada.sessionWithoutMfa();
    await expect(session.s3.send(new ListBucketsCommand({}))).rejects.toThrow(/explicit deny/);
    await ada.key.s3.send(new ListBucketsCommand({}));
    await expect(Device.create(ada.key, 'by-key')).rejects.toThrow(/explicit deny/);
    adasDevice = await Device.create(session, 'adas-phone');
    await adasDevice.enable(session, 'ada');
  });

  test('leaves with the next run after enrolling, and no policy of ours is left', async () => {
    await run();
    expect(await members()).not.toContain('ada');
    await session.s3.send(new ListBucketsCommand({}));
  });

  test('comes back when the device is gone, and leaves without a password', async () => {
    await adasDevice.deactivate(root, 'ada');
    await adasDevice.delete(root);
    await run();
    expect(await members()).toContain('ada');
    await removePassword('ada');
    await run();
    expect(await members()).not.toContain('ada');
  });
});

describe('the role of the function', () => {
  test('may change the members of this group and of no other', async () => {
    const inFlight = await asTheFunction();
    await root.iam.send(new CreateGroupCommand({ GroupName: 'administrators' }));
    await expect(inFlight.iam.send(new AddUserToGroupCommand({ GroupName: 'administrators', UserName: 'ada' }))).rejects.toThrow(NOT_ALLOWED);
    await expect(inFlight.iam.send(new CreateLoginProfileCommand({ UserName: 'ada', Password: 'correct horse battery staple' }))).rejects.toThrow(NOT_ALLOWED);
    await inFlight.iam.send(new GetGroupCommand({ GroupName: group }));
    await root.iam.send(new DeleteGroupCommand({ GroupName: 'administrators' }));
  });
});

describe('a request in the name of CloudFormation', () => {
  const forged = () => ({
    RequestType: 'Delete',
    ResourceType: 'Custom::ForceMfaMembers',
    ResponseURL: `${process.env.AWS_ENDPOINT_URL}/_ministack/cfn-response/forged`,
    StackId: 'forged',
    RequestId: 'forged',
    LogicalResourceId: 'forged',
    PhysicalResourceId: `members-of-${group}`,
    ResourceProperties: { GroupName: group },
  });

  test('that CloudFormation knows nothing of empties nothing', async () => {
    const before = await members();
    const [logicalId] = Object.entries(await physicalIds('ForceMfa')).find(([id]) => /^WithoutMfaMembers/.test(id))!;
    await runFunction(functionName, { ...forged(), LogicalResourceId: logicalId });
    await runFunction(functionName, forged());
    expect(await members()).toEqual(before);
  });

  test('with an answer to somebody else is not answered', async () => {
    const before = await members();
    await runFunction(functionName, { ...forged(), ResponseURL: 'https://example.com/' });
    expect(await members()).toEqual(before);
  });
});

describe('an update that renames the group', () => {
  test('fails with the reason, and leaves the members where they are', async () => {
    const before = await members();
    await expect(deploy('ForceMfa', 'groupName=elsewhere')).rejects.toThrow(/cannot be renamed to elsewhere/);
    expect(await physicalIdsOfType('ForceMfa', 'AWS::IAM::Group')).toEqual([group]);
    expect(await members()).toEqual(before);
    const { Groups: groups } = await root.iam.send(new ListGroupsCommand({}));
    expect(groups!.map(({ GroupName }) => GroupName)).toEqual([group]);
  });

  test('and the next run, after the rollback, changes nothing', async () => {
    expect(await run()).toMatchObject({ added: 0, removed: 0, failed: 0 });
  });
});

describe('destroying it while a run is in flight that keeps adding users', () => {
  const outcomes: string[] = [];

  test('ends well', async () => {
    expect((await members()).length).toBeGreaterThan(0);
    const inFlight = await asTheFunction();
    let destroyed = false;
    const adding = (async () => {
      while (!destroyed) {
        outcomes.push(await tryToAdd(inFlight));
        await setTimeout(200);
      }
    })();
    try {
      await destroy('ForceMfa');
    } finally {
      destroyed = true;
      await adding;
    }
  });

  test('the run could add first, then was refused while the group was still there', () => {
    expect(outcomes[0]).toBe('added');
    const refused = outcomes.indexOf('refused');
    expect(refused).toBeGreaterThan(0);
    expect(outcomes.slice(refused)).not.toContain('added');
    // The emptier waits until the group stays empty, and all that time the run tries.
    expect(outcomes.filter((outcome) => outcome === 'refused').length).toBeGreaterThan(10);
  });

  test('leaves nothing behind', expectNothingDeployed);
});

describe('a create that fails when all is there', () => {
  test('is rolled back', async () => {
    await root.iam.send(new CreateGroupCommand({ GroupName: 'taken' }));
    await expect(deploy('ForceMfa', 'failAfterwards=true')).rejects.toThrow(/taken already exists/);
    await destroy('ForceMfa');
    await root.iam.send(new DeleteGroupCommand({ GroupName: 'taken' }));
  });

  test('leaves nothing behind', expectNothingDeployed);
});

describe('IAM events', () => {
  const NEW_USER = 'new-user';

  test('of a new user, as a batch, have the user held', async () => {
    await deploy('ForceMfaEvents');
    await root.iam.send(new CreateUserCommand({ UserName: NEW_USER, Path: '/events/' }));
    await givePassword(NEW_USER);
    const [eventGroup] = await physicalIdsOfType('ForceMfaEvents', 'AWS::IAM::Group');
    expect(await membersOf(eventGroup)).toEqual([]);
    // Only AWS may send events in the name of IAM, and nobody may use the queue without TLS: so the batch comes by hand, as Lambda gives it.
    const detail = { eventName: 'CreateLoginProfile', requestParameters: { userName: NEW_USER }, userIdentity: { type: 'Root' } };
    const [eventFunction] = await physicalIdsOfType('ForceMfaEvents', 'AWS::Lambda::Function');
    const batch = { Records: [{ body: JSON.stringify({ detail }) }] };
    expect(await runFunction(eventFunction, batch)).toMatchObject({ partial: true, users: 1, added: 1 });
    expect(await membersOf(eventGroup)).toEqual([NEW_USER]);
  });

  test('and the whole is destroyed, with nothing left', async () => {
    await destroy('ForceMfaEvents');
    await removePassword(NEW_USER);
    await root.iam.send(new DeleteUserCommand({ UserName: NEW_USER }));
    await expectNothingDeployed();
  });
});

afterAll(async () => {
  await ada.remove();
  await removePassword('break-glass');
  await root.iam.send(new DeleteUserCommand({ UserName: 'break-glass' }));
  await forEachLimited(users, CALLS_AT_A_TIME, deleteUser);
});

type TestUser = typeof users[number];

const serialOf = ({ kind, name, index }: TestUser) => kind === 'passkey'
  ? `arn:aws:iam::000000000000:u2f/user/${name}/key-ABCDEFGHIJKLMNOPQRSTUVWXYZ`
  : `GAHT${`${index}`.padStart(8, '0')}`;

async function createUser(user: TestUser): Promise<void> {
  await root.iam.send(new CreateUserCommand({ UserName: user.name }));
  if (user.password) {
    await givePassword(user.name);
  }
  if (user.kind === 'virtual') {
    await (await Device.create(root, user.name)).enable(root, user.name);
  } else if (user.kind !== 'none') {
    await root.iam.send(new EnableMFADeviceCommand({
      UserName: user.name, SerialNumber: serialOf(user), AuthenticationCode1: '000000', AuthenticationCode2: '000000',
    }));
  }
}

async function deleteUser(user: TestUser): Promise<void> {
  if (user.password) {
    await removePassword(user.name);
  }
  if (user.kind !== 'none') {
    const SerialNumber = user.kind === 'virtual' ? `arn:aws:iam::000000000000:mfa/${user.name}` : serialOf(user);
    await root.iam.send(new DeactivateMFADeviceCommand({ UserName: user.name, SerialNumber }));
    if (user.kind === 'virtual') {
      await root.iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
    }
  }
  await root.iam.send(new DeleteUserCommand({ UserName: user.name }));
}

async function virtualDevices(): Promise<string[]> {
  const serials: string[] = [];
  for await (const { VirtualMFADevices } of paginateListVirtualMFADevices({ client: root.iam }, { AssignmentStatus: 'Assigned' })) {
    serials.push(...VirtualMFADevices!.map(({ SerialNumber }) => SerialNumber!));
  }
  return serials;
}

/** A session of the function's role, as a run has one: it continues when CloudFormation takes policies from the role. */
async function asTheFunction(): Promise<Caller> {
  const ids = await physicalIds('ForceMfa');
  const [RoleName] = Object.entries(ids).filter(([id]) => /^WithoutMfaRole/.test(id)).map(([, name]) => name);
  const { Role } = await root.iam.send(new GetRoleCommand({ RoleName }));
  // The role trusts Lambda alone, so it trusts us for the moment of the call.
  const trust = decodeURIComponent(Role!.AssumeRolePolicyDocument!);
  const everybody = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };
  await root.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: JSON.stringify(everybody) }));
  const { Credentials } = await root.sts.send(new AssumeRoleCommand({ RoleArn: Role!.Arn, RoleSessionName: 'run-in-flight' }));
  await root.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }));
  return new Caller(Credentials);
}

async function tryToAdd(by: Caller): Promise<string> {
  try {
    await by.iam.send(new AddUserToGroupCommand({ GroupName: group, UserName: someone.name }));
    return 'added';
  } catch (error) {
    return NOT_ALLOWED.test(`${error}`) ? 'refused' : `${error}`;
  }
}
