/** Who signs requests to the local AWS: its root user, members with an access key, and their sessions. */
import {
  CreateAccessKeyCommand, CreateLoginProfileCommand, CreateUserCommand, CreateVirtualMFADeviceCommand, DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand, DeleteLoginProfileCommand, DeleteUserCommand, DeleteVirtualMFADeviceCommand, DetachUserPolicyCommand,
  EnableMFADeviceCommand, IAMClient, ListAttachedUserPoliciesCommand, ListGroupsForUserCommand, ListMFADevicesCommand, RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { Secret, TOTP } from 'otpauth';
import { scratchFolder } from './environment';

// Before the first client: without the runner, the SDK would find another AWS.
scratchFolder();

/** What the SDK gives for a key or a session. */
interface Signature {
  readonly AccessKeyId?: string;
  readonly SecretAccessKey?: string;
  readonly SessionToken?: string;
}

/** The APIs as one caller sees them. */
export class Caller {
  public readonly iam: IAMClient;
  public readonly sts: STSClient;
  public readonly s3: S3Client;

  /** @param signature without it, the root user of the local AWS */
  public constructor(signature?: Signature) {
    const config = signature && {
      credentials: {
        accessKeyId: signature.AccessKeyId!,
        secretAccessKey: signature.SecretAccessKey!,
        sessionToken: signature.SessionToken,
      },
    };
    this.iam = new IAMClient({ ...config });
    this.sts = new STSClient({ ...config });
    this.s3 = new S3Client({ ...config, forcePathStyle: true });
  }
}

export const root = new Caller();

export async function givePassword(UserName: string): Promise<void> {
  await root.iam.send(new CreateLoginProfileCommand({ UserName, Password: 'correct horse battery staple' }));
}

export async function removePassword(UserName: string): Promise<void> {
  await root.iam.send(new DeleteLoginProfileCommand({ UserName }));
}

/** A virtual MFA device, as an authenticator app holds it. */
export class Device {
  public static async create(by: Caller, name: string): Promise<Device> {
    const { VirtualMFADevice: created } = await by.iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }));
    return new Device(created!.SerialNumber!, Buffer.from(created!.Base32StringSeed!).toString());
  }

  private readonly totp: TOTP;

  private constructor(public readonly serial: string, seed: string) {
    this.totp = new TOTP({ secret: Secret.fromBase32(seed) });
  }

  public code(): string {
    return this.totp.generate();
  }

  /** Enabling takes two codes in a row. */
  public async enable(by: Caller, userName: string, codes = this.lastTwoCodes()): Promise<void> {
    await by.iam.send(new EnableMFADeviceCommand({
      UserName: userName,
      SerialNumber: this.serial,
      AuthenticationCode1: codes[0],
      AuthenticationCode2: codes[1],
    }));
  }

  public async deactivate(by: Caller, userName: string): Promise<void> {
    await by.iam.send(new DeactivateMFADeviceCommand({ UserName: userName, SerialNumber: this.serial }));
  }

  public async delete(by: Caller): Promise<void> {
    await by.iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber: this.serial }));
  }

  private lastTwoCodes(): [string, string] {
    const now = Date.now();
    return [this.totp.generate({ timestamp: now - this.totp.period * 1000 }), this.totp.generate({ timestamp: now })];
  }
}

/** An IAM user with a long-term access key. */
export class Member {
  public static async create(name: string, path = '/'): Promise<Member> {
    await root.iam.send(new CreateUserCommand({ UserName: name, Path: path }));
    const { AccessKey: key } = await root.iam.send(new CreateAccessKeyCommand({ UserName: name }));
    return new Member(name, key!);
  }

  /** Signs with the access key. */
  public readonly key: Caller;

  private constructor(public readonly name: string, public readonly signature: Signature) {
    this.key = new Caller(signature);
  }

  public async sessionWithoutMfa(): Promise<Caller> {
    return this.session({});
  }

  public async sessionWithMfa(device: Device, code = device.code()): Promise<Caller> {
    return this.session({ SerialNumber: device.serial, TokenCode: code });
  }

  /** Takes the user out of the account, with all that hangs on it. */
  public async remove(): Promise<void> {
    const user = { UserName: this.name };
    const { Groups: groups } = await root.iam.send(new ListGroupsForUserCommand(user));
    for (const { GroupName } of groups!) {
      await root.iam.send(new RemoveUserFromGroupCommand({ ...user, GroupName }));
    }
    const { AttachedPolicies: policies } = await root.iam.send(new ListAttachedUserPoliciesCommand(user));
    for (const { PolicyArn } of policies!) {
      await root.iam.send(new DetachUserPolicyCommand({ ...user, PolicyArn }));
    }
    const { MFADevices: devices } = await root.iam.send(new ListMFADevicesCommand(user));
    for (const { SerialNumber } of devices!) {
      await root.iam.send(new DeactivateMFADeviceCommand({ ...user, SerialNumber }));
      await root.iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
    }
    await root.iam.send(new DeleteAccessKeyCommand({ ...user, AccessKeyId: this.signature.AccessKeyId }));
    await root.iam.send(new DeleteUserCommand(user));
  }

  private async session(mfa: { SerialNumber?: string; TokenCode?: string }): Promise<Caller> {
    const { Credentials: session } = await this.key.sts.send(new GetSessionTokenCommand(mfa));
    return new Caller(session);
  }
}
