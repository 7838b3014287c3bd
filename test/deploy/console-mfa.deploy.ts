/**
 * Deploys examples/console-mfa with the CDK CLI, and signs requests against what was deployed.
 *
 * Run by `npm run test:deploy`, which starts the local AWS. The tests are one story, told in order.
 */
import { setTimeout } from 'node:timers/promises';
import {
  AddUserToGroupCommand, AttachGroupPolicyCommand, AttachUserPolicyCommand, CreateGroupCommand, CreateLoginProfileCommand, CreatePolicyVersionCommand,
  DeleteGroupCommand, DeleteLoginProfileCommand, DeletePolicyVersionCommand, DetachGroupPolicyCommand, GetUserCommand,
  ListAttachedGroupPoliciesCommand, ListGroupsCommand, ListMFADevicesCommand, ListPoliciesCommand, ListUsersCommand, ListVirtualMFADevicesCommand,
  RemoveUserFromGroupCommand, UpdateGroupCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetFederationTokenCommand } from '@aws-sdk/client-sts';
import { Caller, Device, Member, root } from './aws';
import { deploy, destroy } from './cdk';
import { DeployedPolicy, expectedProperties, physicalIdsOfType, readPolicy, stackNames } from './deployed';

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

/** The reason IAM gives when a Deny of a policy decided, and not the want of an Allow. */
const DENIED = /explicit deny/;
const NOT_ALLOWED = /no identity-based policy allows/;

const ANYTHING_GOES = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

let group: string;
let selfManageArn: string;
let requireMfaArn: string;

/** A member who may do everything, so that nothing but the enforcement can refuse her. */
let ada: Member;
let adasDevice: Device;
/** A member with an IAM path, and with no permissions but those of the group. */
let grace: Member;
let gracesDevice: Device;

beforeAll(async () => {
  await root.s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
  await deploy('ConsoleMfa');
  [group] = await physicalIdsOfType('ConsoleMfa', 'AWS::IAM::Group');
  [selfManageArn, requireMfaArn] = await physicalIdsOfType('ConsoleMfa', 'AWS::IAM::ManagedPolicy');

  ada = await Member.create('ada');
  await root.iam.send(new AttachUserPolicyCommand({ UserName: 'ada', PolicyArn: ADMINISTRATOR }));
  await root.iam.send(new AddUserToGroupCommand({ UserName: 'ada', GroupName: group }));
  grace = await Member.create('grace', '/team/');
  await root.iam.send(new AddUserToGroupCommand({ UserName: 'grace', GroupName: group }));
});

interface HeldBack {
  readonly what: string;
  attempt(by: Caller): Promise<any>;
  /** Takes what the attempt returned. */
  undo(done: any): Promise<unknown>;
}

/** What nobody does without MFA, and everybody with the permissions does with it. */
const HELD_BACK: HeldBack[] = [
  {
    what: 'creating a login profile',
    attempt: (by) => by.iam.send(new CreateLoginProfileCommand({ UserName: 'ada', Password: 'correct horse battery staple' })),
    undo: () => root.iam.send(new DeleteLoginProfileCommand({ UserName: 'ada' })),
  },
  {
    what: 'leaving the group',
    attempt: (by) => by.iam.send(new RemoveUserFromGroupCommand({ UserName: 'ada', GroupName: group })),
    undo: () => root.iam.send(new AddUserToGroupCommand({ UserName: 'ada', GroupName: group })),
  },
  {
    what: 'renaming the group',
    attempt: (by) => by.iam.send(new UpdateGroupCommand({ GroupName: group, NewGroupName: 'elsewhere' })),
    undo: () => root.iam.send(new UpdateGroupCommand({ GroupName: 'elsewhere', NewGroupName: group })),
  },
  {
    what: 'detaching the policy',
    attempt: (by) => by.iam.send(new DetachGroupPolicyCommand({ GroupName: group, PolicyArn: requireMfaArn })),
    undo: () => root.iam.send(new AttachGroupPolicyCommand({ GroupName: group, PolicyArn: requireMfaArn })),
  },
  {
    what: 'changing the policy',
    attempt: (by) => by.iam.send(new CreatePolicyVersionCommand({ PolicyArn: requireMfaArn, PolicyDocument: ANYTHING_GOES })),
    undo: ({ PolicyVersion: version }) => root.iam.send(new DeletePolicyVersionCommand({ PolicyArn: requireMfaArn, VersionId: version.VersionId })),
  },
];

describe('what was deployed', () => {
  test('both policies are in IAM as the template has them', async () => {
    for (const arn of [selfManageArn, requireMfaArn]) {
      expectAsInTemplate(await readPolicy(arn), await expectedProperties('ConsoleMfa', arn));
    }
  });

  test('the group has them, and what the app attached', async () => {
    const { AttachedPolicies: attached } = await root.iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: group }));
    expect(attached!.map((policy) => policy.PolicyArn).sort()).toEqual([READ_ONLY, selfManageArn, requireMfaArn].sort());
  });
});

describe('the local AWS enforces', () => {
  test('a wrong signature is refused', async () => {
    const forged = new Caller({ ...ada.signature, SecretAccessKey: 'wrong' });
    await expect(forged.s3.send(new ListBucketsCommand({}))).rejects.toThrow(/signature/i);
  });

  test('what no policy allows is refused', async () => {
    await expect(grace.key.s3.send(new CreateBucketCommand({ Bucket: 'graces' }))).rejects.toThrow(NOT_ALLOWED);
  });
});

describe('CONSOLE_ONLY: an access key of a member', () => {
  test('works as before', async () => {
    await ada.key.s3.send(new CreateBucketCommand({ Bucket: 'work' }));
    await ada.key.s3.send(new PutObjectCommand({ Bucket: 'work', Key: 'report.csv', Body: 'a,b' }));
    await expectWorks(grace.key);
  });

  test('cannot create a device', async () => {
    await expect(Device.create(ada.key, 'by-key')).rejects.toThrow(DENIED);
    await expect(Device.create(grace.key, 'by-key')).rejects.toThrow(DENIED);
  });

  test('cannot enable a device', async () => {
    const device = await Device.create(root, 'made-for-ada');
    await expect(device.enable(ada.key, 'ada')).rejects.toThrow(DENIED);
    await expect(device.enable(ada.key, 'grace')).rejects.toThrow(DENIED);
    await expectDevices('ada', 0);
    await device.delete(root);
  });

  test('cannot get a federation token; that of an administrator outside the group can', async () => {
    const federate = new GetFederationTokenCommand({ Name: 'console' });
    await expect(ada.key.sts.send(federate)).rejects.toThrow(DENIED);
    const outsider = await Member.create('outsider');
    await root.iam.send(new AttachUserPolicyCommand({ UserName: 'outsider', PolicyArn: ADMINISTRATOR }));
    await outsider.key.sts.send(federate);
    await outsider.remove();
  });

  test.each(HELD_BACK)('is refused $what', async (heldBack) => {
    await expectHeldBack(heldBack, ada.key);
  });
});

describe('CONSOLE_ONLY: a session without MFA (for a console session)', () => {
  let adas: Caller;
  let graces: Caller;

  beforeAll(async () => {
    adas = await ada.sessionWithoutMfa();
    graces = await grace.sessionWithoutMfa();
  });

  test('does not work', async () => {
    await expectDoesNotWork(adas);
    await expectDoesNotWork(graces);
  });

  test.each(HELD_BACK)('is refused $what', async (heldBack) => {
    await expectHeldBack(heldBack, adas);
  });

  test('looks at the own user only', async () => {
    await adas.iam.send(new GetUserCommand({ UserName: 'ada' }));
    await expect(adas.iam.send(new GetUserCommand({ UserName: 'grace' }))).rejects.toThrow(DENIED);
  });

  test('enrolls the own device, not that of somebody else, and not with wrong codes', async () => {
    adasDevice = await Device.create(adas, 'adas-phone');
    await expect(adasDevice.enable(adas, 'grace')).rejects.toThrow(DENIED);
    await expect(adasDevice.enable(adas, 'ada', ['000000', '000000'])).rejects.toThrow(/not valid/);
    await expectDevices('ada', 0);
    await adasDevice.enable(adas, 'ada');
    await expectDevices('ada', 1);
  });

  test('a user with a path enrolls, with the permissions of the group alone', async () => {
    const { User: user } = await graces.iam.send(new GetUserCommand({ UserName: 'grace' }));
    expect(user!.Arn).toMatch(/:user\/team\/grace$/);
    gracesDevice = await Device.create(graces, 'graces-phone');
    await gracesDevice.enable(graces, 'grace');
    await expectDevices('grace', 1);
  });

  test('works no better for the user having a device by now', async () => {
    await expectDoesNotWork(adas);
  });

  test('does not remove the device', async () => {
    await expect(adasDevice.deactivate(adas, 'ada')).rejects.toThrow(DENIED);
    await expect(gracesDevice.deactivate(graces, 'grace')).rejects.toThrow(DENIED);
  });
});

describe('CONSOLE_ONLY: a session with MFA', () => {
  test('takes a right code of the own device', async () => {
    await expect(ada.sessionWithMfa(adasDevice, '000000')).rejects.toThrow(/invalid MFA/);
    await expect(ada.sessionWithMfa(gracesDevice)).rejects.toThrow(/invalid MFA/);
  });

  test('works', async () => {
    await expectWorks(await ada.sessionWithMfa(adasDevice));
    await expectWorks(await grace.sessionWithMfa(gracesDevice));
  });

  test.each(HELD_BACK)('is allowed $what', async ({ attempt, undo }) => {
    await undo(await attempt(await ada.sessionWithMfa(adasDevice)));
  });

  test('replaces the device, with the permissions of the group alone', async () => {
    const graces = await grace.sessionWithMfa(gracesDevice);
    await gracesDevice.deactivate(graces, 'grace');
    await gracesDevice.delete(graces);
    gracesDevice = await Device.create(graces, 'graces-new-phone');
    await gracesDevice.enable(graces, 'grace');
    await expectWorks(await grace.sessionWithMfa(gracesDevice));
  });
});

describe('ALL_REQUESTS, by an update', () => {
  let before: DeployedPolicy;
  let sessionFromBefore: Caller;

  beforeAll(async () => {
    before = await readPolicy(requireMfaArn);
    sessionFromBefore = await ada.sessionWithMfa(adasDevice);
    await deploy('ConsoleMfa', 'enforcement=ALL_REQUESTS');
    [, requireMfaArn] = await physicalIdsOfType('ConsoleMfa', 'AWS::IAM::ManagedPolicy');
  });

  test('another policy, which says what it denies in its description, takes the place of the one before', async () => {
    const after = await readPolicy(requireMfaArn);
    expectAsInTemplate(after, await expectedProperties('ConsoleMfa', requireMfaArn));
    expect(after.policy.Description).not.toBe(before.policy.Description);
    expect(after.document).not.toEqual(before.document);
    await expect(readPolicy(before.policy.Arn!)).rejects.toThrow(/not found/);
    const { AttachedPolicies: attached } = await root.iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: group }));
    expect(attached!.map((policy) => policy.PolicyArn).sort()).toEqual([READ_ONLY, selfManageArn, requireMfaArn].sort());
  });

  test('an access key does not work any more', async () => {
    await expectDoesNotWork(ada.key);
    await expectDoesNotWork(grace.key);
  });

  test('a session without MFA does not work', async () => {
    await expectDoesNotWork(await ada.sessionWithoutMfa());
  });

  test.each(HELD_BACK)('an access key is refused $what', async (heldBack) => {
    await expectHeldBack(heldBack, ada.key);
  });

  test('an access key cannot enroll', async () => {
    await expect(Device.create(ada.key, 'by-key')).rejects.toThrow(DENIED);
  });

  test('a session with MFA works, and so does one from before the update', async () => {
    await expectWorks(await ada.sessionWithMfa(adasDevice));
    await expectWorks(await grace.sessionWithMfa(gracesDevice));
    await expectWorks(sessionFromBefore);
  });
});

describe('RequireMfaPolicy on groups that other hands made', () => {
  let olga: Member;
  let olgasDevice: Device;
  let operators: string;
  let policyArn: string;

  beforeAll(async () => {
    await root.iam.send(new CreateGroupCommand({ GroupName: 'auditors' }));
    await deploy('Team');
    [operators] = await physicalIdsOfType('Team', 'AWS::IAM::Group');
    olga = await Member.create('olga');
    await root.iam.send(new AttachUserPolicyCommand({ UserName: 'olga', PolicyArn: ADMINISTRATOR }));
    await root.iam.send(new AddUserToGroupCommand({ UserName: 'olga', GroupName: operators }));
    olgasDevice = await Device.create(root, 'olgas-phone');
    await olgasDevice.enable(root, 'olga');
    await expectWorks(await olga.sessionWithoutMfa());
    await deploy('TeamMfa');
    [policyArn] = await physicalIdsOfType('TeamMfa', 'AWS::IAM::ManagedPolicy');
  });

  test('it is on both groups, as the template has it', async () => {
    const deployed = await readPolicy(policyArn);
    expectAsInTemplate(deployed, await expectedProperties('TeamMfa', policyArn));
    expect(deployed.groups).toEqual([operators, 'auditors'].sort());
  });

  test('it needs MFA in the console, and leaves access keys at work', async () => {
    await expectDoesNotWork(await olga.sessionWithoutMfa());
    await expectWorks(await olga.sessionWithMfa(olgasDevice));
    await expectWorks(olga.key);
  });

  test('it keeps the members in the group, which has a path', async () => {
    const leave = new RemoveUserFromGroupCommand({ UserName: 'olga', GroupName: operators });
    await expect(olga.key.iam.send(leave)).rejects.toThrow(DENIED);
    await (await olga.sessionWithMfa(olgasDevice)).iam.send(leave);
    await root.iam.send(new AddUserToGroupCommand({ UserName: 'olga', GroupName: operators }));
  });

  test('a session older than maxMfaAge does not work any more', async () => {
    const session = await olga.sessionWithMfa(olgasDevice);
    await expectWorks(session);
    await setTimeout(6500);
    await expectDoesNotWork(session);
    await expectWorks(await olga.sessionWithMfa(olgasDevice));
  });

  test('when it is destroyed, the groups stay and their members are free of it', async () => {
    await destroy('TeamMfa');
    await expectWorks(await olga.sessionWithoutMfa());
    await expect(readPolicy(policyArn)).rejects.toThrow(/not found/i);
    const { Groups: groups } = await root.iam.send(new ListGroupsCommand({}));
    expect(groups!.map((existing) => existing.GroupName)).toEqual(expect.arrayContaining([operators, 'auditors']));
    await olga.remove();
  });
});

describe('cdk destroy', () => {
  test('leaves nothing behind', async () => {
    // What the test made itself; IAM does not delete a group that has members.
    await ada.remove();
    await grace.remove();
    await root.iam.send(new DeleteGroupCommand({ GroupName: 'auditors' }));

    await destroy('ConsoleMfa');
    await destroy('Team');

    expect(await stackNames()).toEqual([]);
    const [groups, policies, users, devices] = await Promise.all([
      root.iam.send(new ListGroupsCommand({})),
      root.iam.send(new ListPoliciesCommand({ Scope: 'Local' })),
      root.iam.send(new ListUsersCommand({})),
      root.iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Any' })),
    ]);
    expect([groups.Groups, policies.Policies, users.Users, devices.VirtualMFADevices]).toEqual([[], [], [], []]);
  });
});

function expectAsInTemplate({ policy, document, groups }: DeployedPolicy, expected: Record<string, any>): void {
  expect(document).toEqual(expected.PolicyDocument);
  expect({ path: policy.Path, description: policy.Description }).toEqual({ path: expected.Path, description: expected.Description });
  expect(groups).toEqual([...expected.Groups].sort());
}

/** If it was not, it is undone, so that the tests that follow find what they expect. */
async function expectHeldBack({ what, attempt, undo }: HeldBack, caller: Caller): Promise<void> {
  let done: any;
  try {
    done = await attempt(caller);
  } catch (error) {
    expect(`${error}`).toMatch(DENIED);
    return;
  }
  await undo(done);
  throw new Error(`${what} was not refused`);
}

/** Does what a member is there for. */
async function expectWorks(caller: Caller): Promise<void> {
  await caller.s3.send(new ListBucketsCommand({}));
}

async function expectDoesNotWork(caller: Caller): Promise<void> {
  await expect(caller.s3.send(new ListBucketsCommand({}))).rejects.toThrow(DENIED);
}

async function expectDevices(userName: string, count: number): Promise<void> {
  const { MFADevices: devices } = await root.iam.send(new ListMFADevicesCommand({ UserName: userName }));
  expect(devices).toHaveLength(count);
}
