/** Quotas of AWS, and the longest names that it takes. Sources: "IAM and AWS STS quotas" and "Lambda quotas". */

/** Of a managed policy. White space is not counted. */
export const MAX_POLICY_CHARACTERS = 6144;

/** Of the description of a managed policy. */
export const MAX_DESCRIPTION_CHARACTERS = 1000;

/** Of all inline policies of a group together. White space is not counted. */
export const MAX_INLINE_CHARACTERS_PER_GROUP = 5120;

export const MAX_POLICIES_PER_GROUP = 10;
export const MAX_GROUPS_PER_USER = 10;

/** The longest session of `sts:GetSessionToken`. */
export const MAX_SESSION_HOURS = 36;

/** All environment variables of a Lambda function, measured as JSON. */
export const MAX_ENVIRONMENT_BYTES = 4096;

/** The longest values. They stand for what is not known at synth. */
export const LONGEST = {
  partition: 'aws-us-gov'.length,
  account: 12,
  groupName: 128,
  /** Of any resource of IAM. */
  name: 128,
  userName: 64,
  path: 512,
  stackId: 256,
  logicalId: 255,
} as const;

/** The shortest values. They tell what fails for certain. */
export const SHORTEST = {
  partition: 'aws'.length,
  /** Of anything. */
  name: 1,
} as const;
