/** A statement of a policy as it was synthesized. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** In place of a name that only the deployment tells. */
export const UNKNOWN_NAME = '${unknown}';

/** ARN of a group by its name, of which a part is unknown. */
export const UNKNOWN_GROUP = /^(.*:group\/(?:\*\/)?)[^/]*\$\{unknown\}[^/]*$/;

/** What an ARN has before its resource. */
export const ARN_BEFORE_RESOURCE = /^arn:[^:]*(:[^:]*){0,3}$/;
