/** What `ConsoleMfaEnforcedGroup` gives its policies: every option of theirs, those of tomorrow too. */
import { EVERY_REQUIRE_MFA_OPTION, testStack } from './helpers';
import {
  ConsoleMfaEnforcedGroup, ConsoleMfaEnforcedGroupProps, MfaEnforcement, SelfManageMfaOptions, UserCredential,
} from '../src';

const mockReceived: Record<string, object> = {};

function mockRecording(name: string, module: Record<string, any>): object {
  return {
    ...module,
    [name]: class extends module[name] {
      public constructor(scope: unknown, id: string, props: object) {
        super(scope, id, props);
        mockReceived[name] = props;
      }
    },
  };
}

jest.mock('../src/self-manage-mfa-policy', () => mockRecording('SelfManageMfaPolicy', jest.requireActual('../src/self-manage-mfa-policy')));
jest.mock('../src/require-mfa-policy', () => mockRecording('RequireMfaPolicy', jest.requireActual('../src/require-mfa-policy')));

/** Each with a value that is not its default. `Required` has a new option added here. */
const SELF_MANAGE: Required<SelfManageMfaOptions> = {
  selfManagedCredentials: [UserCredential.PASSWORD, UserCredential.ACCESS_KEYS],
  allowListUsers: true,
  grantAwsLogin: true,
};
const OF_THE_GROUP: ConsoleMfaEnforcedGroupProps = { groupName: 'developers', path: '/staff/', managedPolicies: [] };

test('every option of the two policies arrives, and nothing that is the group\'s alone', () => {
  const group = new ConsoleMfaEnforcedGroup(testStack(), 'Developers', {
    ...OF_THE_GROUP, ...SELF_MANAGE, ...EVERY_REQUIRE_MFA_OPTION, enforcement: MfaEnforcement.CONSOLE_ONLY,
  });
  expect(mockReceived.SelfManageMfaPolicy).toMatchObject({ ...SELF_MANAGE, groups: [group] });
  expect(mockReceived.RequireMfaPolicy).toMatchObject({ ...EVERY_REQUIRE_MFA_OPTION, enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [group] });
  const given = Object.values(mockReceived).flatMap(Object.keys);
  Object.keys(OF_THE_GROUP).forEach((prop) => expect(given).not.toContain(prop));
});
