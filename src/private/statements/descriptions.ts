import { MfaEnforcement } from '../../mfa-enforcement';

/** Contract with users, as they stand in the IAM console: another description would replace the policy. */
export const REQUIRE_MFA_DESCRIPTIONS: Record<MfaEnforcement, string> = {
  [MfaEnforcement.CONSOLE_ONLY]: 'Denies console sessions without MFA everything but enrollment. Access keys keep working, with few exceptions.',
  [MfaEnforcement.ALL_REQUESTS]: 'Denies every request without MFA everything but enrollment. Access keys need a session with MFA.',
};

export const SELF_MANAGE_MFA_DESCRIPTION = 'Lets users manage their own MFA devices.';
