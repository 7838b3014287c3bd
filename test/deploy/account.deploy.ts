/**
 * Walks examples/account through the steps of docs/roll-out.md with the CDK CLI: see, let people enroll, enforce, verify, go back.
 *
 * Run by `npm run test:deploy`, which starts the local AWS. The tests are one story, told in order. They are named after the rows of
 * the page. What the local AWS cannot do is in test/deploy/README.md, and is not tested here.
 */
import {
  AddUserToGroupCommand, AttachUserPolicyCommand, CreateGroupCommand, DeleteGroupCommand, ListAttachedGroupPoliciesCommand, ListMFADevicesCommand,
  ListUsersCommand, RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { Caller, Device, Member, givePassword, removePassword, root } from './aws';
import { deploy, destroy, template } from './cdk';
import { expectNothingDeployed, membersOf, physicalIds, physicalIdsOfType, runFunction, stackNames } from './deployed';

const TRAIL = 'trail=trail';
const ENFORCE = 'enforce=true';

const IAM_ADMINISTRATOR = 'arn:aws:iam::aws:policy/IAMFullAccess';
const DENIED = /explicit deny/;
const NOT_ALLOWED = /no identity-based policy allows/;
/** No more than that: the policies of the caller allowed it, and the trust policy of the role did not. */
const REFUSED_BY_THE_ROLE = /is not authorized to perform: sts:AssumeRole on resource: \S+$/;

let developers: string;
let helpDesk: string;
let administrators: string;
let legacy: string;
let legacyFunction: string;
let adminRole: string;

/** A developer without a device. */
let dora: Member;
let dorasDevice: Device;
/** A developer who may manage IAM, with access keys as well. */
let dave: Member;
let hank: Member;
let hanksDevice: Device;
/** An administrator, outside of what the help desk manages. */
let adele: Member;
let adelesDevice: Device;
/** A legacy user, with a password and without a device. */
let lena: Member;

beforeAll(async () => {
  await root.s3.send(new CreateBucketCommand({ Bucket: 'assets' }));
  dora = await Member.create('dora', '/staff/');
  dave = await Member.create('dave', '/staff/');
  hank = await Member.create('hank', '/staff/');
  adele = await Member.create('adele', '/administrators/');
  lena = await Member.create('lena', '/legacy/');
  await givePassword('lena');
  await root.iam.send(new AttachUserPolicyCommand({ UserName: 'dave', PolicyArn: IAM_ADMINISTRATOR }));
  await root.iam.send(new AttachUserPolicyCommand({ UserName: 'lena', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }));
});

describe('see: MfaMonitoring', () => {
  test('is deployed with the log group of a trail', async () => {
    await deploy('Trail');
    await deploy('MfaMonitoring', TRAIL);
    expect(Object.keys(await physicalIds('MfaMonitoring')).sort()).toEqual(logicalIds('MfaMonitoring'));
    expect(await physicalIdsOfType('MfaMonitoring', 'AWS::Logs::MetricFilter')).toHaveLength(2);
    expect(await physicalIdsOfType('MfaMonitoring', 'AWS::Config::ConfigRule')).not.toHaveLength(0);
  });
});

describe('let people enroll: Identity and LegacyUsers', () => {
  test('are deployed, and users are put into the groups', async () => {
    await deploy('Identity', TRAIL);
    developers = await physicalIdOf('Identity', 'AWS::IAM::Group', /^Developers/);
    helpDesk = await physicalIdOf('Identity', 'AWS::IAM::Group', /^HelpDesk/);
    administrators = await physicalIdOf('Identity', 'AWS::IAM::Group', /^Administrators/);
    adminRole = await roleArn();
    await join(dora, developers);
    await join(dave, developers);
    await join(hank, helpDesk);
    await join(adele, administrators);

    await deploy('LegacyUsers', TRAIL);
    [legacy] = await physicalIdsOfType('LegacyUsers', 'AWS::IAM::Group');
    [legacyFunction] = await physicalIdsOfType('LegacyUsers', 'AWS::Lambda::Function');
  });

  test('nothing is denied without MFA', async () => {
    await expectWorks(await dora.sessionWithoutMfa());
    await expectWorks(await lena.sessionWithoutMfa());
  });

  test('members enroll', async () => {
    hanksDevice = await enroll(hank);
    adelesDevice = await enroll(adele);
  });

  test('the dry run says that it would hold the legacy user, and holds nobody', async () => {
    expect(await runFunction(legacyFunction)).toMatchObject({ withoutMfa: 1, toAdd: 1, added: 0, failed: 0 });
    expect(await membersOf(legacy)).toEqual([]);
  });
});

describe('enforce: Identity and LegacyUsers with enforce=true', () => {
  test('groups and members stay', async () => {
    await deploy('Identity', TRAIL, ENFORCE);
    expect(await physicalIdOf('Identity', 'AWS::IAM::Group', /^Developers/)).toBe(developers);
    expect(await membersOf(developers)).toEqual(['dave', 'dora']);
  });

  test('the next run holds the legacy user without a device, not the break-glass user, and none of the staff', async () => {
    await deploy('LegacyUsers', TRAIL, ENFORCE);
    const breakGlass = await Member.create('break-glass', '/legacy/');
    await givePassword('break-glass');
    await givePassword('dora');
    expect(await runFunction(legacyFunction)).toMatchObject({ withoutMfa: 1, added: 1, failed: 0 });
    expect(await membersOf(legacy)).toEqual(['lena']);
    await removePassword('break-glass');
    await breakGlass.remove();
  });
});

describe('verify', () => {
  let session: Caller;

  test('a session without MFA (for a console session) of a member without a device is denied, but lets them enroll', async () => {
    session = await dora.sessionWithoutMfa();
    await expectDoesNotWork(session);
    dorasDevice = await Device.create(session, 'doras-phone');
    await dorasDevice.enable(session, 'dora');
    await expectDoesNotWork(session);
  });

  test('a session with MFA of the same member works', async () => {
    await expectWorks(await dora.sessionWithMfa(dorasDevice));
  });

  test('an access key of a member works', async () => {
    await expectWorks(dora.key);
  });

  test('an access key of an administrator does not become Admin, nor does a session without MFA', async () => {
    await expect(adele.key.sts.send(assumeAdmin())).rejects.toThrow(REFUSED_BY_THE_ROLE);
    await expect((await adele.sessionWithoutMfa()).sts.send(assumeAdmin())).rejects.toThrow(DENIED);
  });

  test('a session with MFA of an administrator becomes Admin, that of a developer does not', async () => {
    const { Credentials } = await (await adele.sessionWithMfa(adelesDevice)).sts.send(assumeAdmin());
    await new Caller(Credentials).iam.send(new ListUsersCommand({}));
    await expect((await dora.sessionWithMfa(dorasDevice)).sts.send(assumeAdmin())).rejects.toThrow(NOT_ALLOWED);
  });

  test('the help desk takes no device without MFA', async () => {
    await expect(dorasDevice.deactivate(hank.key, 'dora')).rejects.toThrow(DENIED);
    await expect(dorasDevice.deactivate(await hank.sessionWithoutMfa(), 'dora')).rejects.toThrow(DENIED);
  });

  test('the help desk with MFA removes the device of a colleague under /staff/, and not that of an administrator', async () => {
    const hanks = await hank.sessionWithMfa(hanksDevice);
    await dorasDevice.deactivate(hanks, 'dora');
    await dorasDevice.delete(hanks);
    expect(await devicesOf('dora')).toBe(0);
    await expect(adelesDevice.deactivate(hanks, 'adele')).rejects.toThrow(NOT_ALLOWED);
  });

  test('the help desk with MFA does not take its own device', async () => {
    await expect(hanksDevice.deactivate(await hank.sessionWithMfa(hanksDevice), 'hank')).rejects.toThrow(DENIED);
    expect(await devicesOf('hank')).toBe(1);
  });

  test('an access key of a member who manages IAM does not leave the group', async () => {
    await expect(dave.key.iam.send(new RemoveUserFromGroupCommand({ UserName: 'dave', GroupName: developers }))).rejects.toThrow(DENIED);
    await dave.key.iam.send(new ListUsersCommand({}));
  });

  test('a legacy user without a device is denied, lets the key work, enrolls, and is let out by the next run', async () => {
    session = await lena.sessionWithoutMfa();
    await expectDoesNotWork(session);
    await expectWorks(lena.key);
    const device = await enroll(lena);
    expect(await runFunction(legacyFunction)).toMatchObject({ withoutMfa: 0, removed: 1, failed: 0 });
    await expectWorks(session);
    // The device is lost, so that somebody is held when it comes to going back.
    await device.deactivate(root, 'lena');
    await device.delete(root);
    await runFunction(legacyFunction);
    await expectDoesNotWork(session);
  });
});

describe('go back', () => {
  test('Identity without enforce=true denies nothing any more, and leaves devices and members as they are', async () => {
    await deploy('Identity', TRAIL);
    await expectWorks(await dora.sessionWithoutMfa());
    expect([await membersOf(developers), await membersOf(helpDesk), await membersOf(administrators)]).toEqual([['dave', 'dora'], ['hank'], ['adele']]);
    expect([await devicesOf('hank'), await devicesOf('adele')]).toEqual([1, 1]);
  });

  test('LegacyUsers without enforce=true keeps whom it holds', async () => {
    await deploy('LegacyUsers', TRAIL);
    await runFunction(legacyFunction);
    await expectDoesNotWork(await lena.sessionWithoutMfa());
  });

  test('destroying LegacyUsers lets them out', async () => {
    await destroy('LegacyUsers');
    await expectWorks(await lena.sessionWithoutMfa());
    expect(await stackNames()).toEqual(expect.arrayContaining(['Identity', 'MfaMonitoring']));
  });
});

describe('a group that another tool made', () => {
  const seniors = 'seniors';
  const policies = async () => (await root.iam.send(new ListAttachedGroupPoliciesCommand({ GroupName: seniors }))).AttachedPolicies!.length;
  let sue: Member;

  beforeAll(async () => {
    await root.iam.send(new CreateGroupCommand({ GroupName: seniors }));
    sue = await Member.create('sue', '/staff/');
    await root.iam.send(new AttachUserPolicyCommand({ UserName: 'sue', PolicyArn: IAM_ADMINISTRATOR }));
    await root.iam.send(new AttachUserPolicyCommand({ UserName: 'sue', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }));
    await join(sue, seniors);
  });

  test('lets its members enroll, and denies them nothing', async () => {
    await deploy('ExistingGroup', TRAIL);
    expect(await policies()).toBe(1);
    await expectWorks(await sue.sessionWithoutMfa());
  });

  test('requires MFA of its members once it is enforced, who cannot leave it with an access key', async () => {
    await deploy('ExistingGroup', TRAIL, ENFORCE);
    expect(await policies()).toBe(2);
    await expectDoesNotWork(await sue.sessionWithoutMfa());
    await expectWorks(sue.key);
    await expect(sue.key.iam.send(new RemoveUserFromGroupCommand({ UserName: 'sue', GroupName: seniors }))).rejects.toThrow(DENIED);
    await expectWorks(await sue.sessionWithMfa(await enroll(sue)));
  });

  test('keeps its members without the enforcement, and without the stack', async () => {
    await deploy('ExistingGroup', TRAIL);
    await expectWorks(await sue.sessionWithoutMfa());
    await destroy('ExistingGroup');
    expect([await policies(), await membersOf(seniors)]).toEqual([0, ['sue']]);
    await sue.remove();
    await root.iam.send(new DeleteGroupCommand({ GroupName: seniors }));
  });
});

describe('cdk destroy', () => {
  test('leaves nothing behind', async () => {
    // What the test made itself; IAM does not delete a group that has members.
    await removePassword('lena');
    await removePassword('dora');
    for (const member of [dora, dave, hank, adele, lena]) {
      await member.remove();
    }
    await destroy('Identity');
    await destroy('MfaMonitoring');
    await destroy('Trail');
    await expectNothingDeployed();
    expect((await root.iam.send(new ListUsersCommand({}))).Users).toEqual([]);
  });
});

function logicalIds(stack: string): string[] {
  return Object.keys(template(stack).Resources).sort();
}

async function physicalIdOf(stack: string, type: string, logicalId: RegExp): Promise<string> {
  const [id] = logicalIds(stack).filter((name) => template(stack).Resources[name].Type === type && logicalId.test(name));
  return (await physicalIds(stack))[id];
}

async function roleArn(): Promise<string> {
  const { Account: account } = await root.sts.send(new GetCallerIdentityCommand({}));
  return `arn:aws:iam::${account}:role/${await physicalIdOf('Identity', 'AWS::IAM::Role', /^Admin/)}`;
}

function assumeAdmin(): AssumeRoleCommand {
  return new AssumeRoleCommand({ RoleArn: adminRole, RoleSessionName: 'work' });
}

async function join({ name }: Member, GroupName: string): Promise<void> {
  await root.iam.send(new AddUserToGroupCommand({ UserName: name, GroupName }));
}

/** As the user does it in the console. */
async function enroll(member: Member): Promise<Device> {
  const session = await member.sessionWithoutMfa();
  const device = await Device.create(session, `${member.name}s-phone`);
  await device.enable(session, member.name);
  return device;
}

async function devicesOf(UserName: string): Promise<number> {
  return (await root.iam.send(new ListMFADevicesCommand({ UserName }))).MFADevices!.length;
}

async function expectWorks(caller: Caller): Promise<void> {
  await caller.s3.send(new ListBucketsCommand({}));
}

async function expectDoesNotWork(caller: Caller): Promise<void> {
  await expect(caller.s3.send(new ListBucketsCommand({}))).rejects.toThrow(DENIED);
}
