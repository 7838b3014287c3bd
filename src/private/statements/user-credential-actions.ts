import { UserCredential } from '../../user-credential';

export interface CredentialActions {
  /** Reads on the user itself. */
  readonly read: string[];
  /** Everything that creates, changes or removes the credential. */
  readonly write: string[];
}

/** What the members may be granted on their own credentials, and what `credentialsRequiringMfa` holds back. */
export const CREDENTIAL_ACTIONS: Record<UserCredential, CredentialActions> = {
  [UserCredential.PASSWORD]: {
    read: ['iam:GetLoginProfile'],
    write: ['iam:ChangePassword', 'iam:CreateLoginProfile', 'iam:DeleteLoginProfile', 'iam:UpdateLoginProfile'],
  },
  [UserCredential.ACCESS_KEYS]: {
    read: ['iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys'],
    write: ['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:UpdateAccessKey'],
  },
  [UserCredential.SIGNING_CERTIFICATES]: {
    read: ['iam:ListSigningCertificates'],
    write: ['iam:DeleteSigningCertificate', 'iam:UpdateSigningCertificate', 'iam:UploadSigningCertificate'],
  },
  [UserCredential.SSH_PUBLIC_KEYS]: {
    read: ['iam:GetSSHPublicKey', 'iam:ListSSHPublicKeys'],
    write: ['iam:DeleteSSHPublicKey', 'iam:UpdateSSHPublicKey', 'iam:UploadSSHPublicKey'],
  },
  [UserCredential.SERVICE_SPECIFIC_CREDENTIALS]: {
    read: ['iam:ListServiceSpecificCredentials'],
    write: [
      'iam:CreateServiceSpecificCredential', 'iam:DeleteServiceSpecificCredential',
      'iam:ResetServiceSpecificCredential', 'iam:UpdateServiceSpecificCredential',
    ],
  },
};

/** Writes that a user is never granted on itself: they set a password without asking for the old one, or take the console away. */
const NOT_SELF_SERVICE = new Set(['iam:CreateLoginProfile', 'iam:DeleteLoginProfile', 'iam:UpdateLoginProfile']);

export function selfServiceActions(credentials: UserCredential[]): string[] {
  return credentials
    .flatMap((credential) => [...CREDENTIAL_ACTIONS[credential].read, ...CREDENTIAL_ACTIONS[credential].write])
    .filter((action) => !NOT_SELF_SERVICE.has(action));
}

export function writeActions(credentials: UserCredential[]): string[] {
  return credentials.flatMap((credential) => CREDENTIAL_ACTIONS[credential].write);
}
