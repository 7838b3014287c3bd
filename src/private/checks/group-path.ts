import { WarningId } from './warnings';
import type { Warning } from './warnings';

/** As CDK takes a name out of an ARN that is a token: the first part after the type. */
const FIRST_PART = /^\{"Fn::Select":\[1,\{"Fn::Split":\["\/",/;

/** As CDK takes it out of the ARN of a user: all that follows the type, so the path too. */
const ALL_PARTS = /^\{"Fn::Select":\[1,\{"Fn::Split":\[":user\/",/;

/**
 * An ARN that is known is refused if it has a path; one that is a token cannot be looked at.
 *
 * @param names resolved, with intrinsics as their text
 */
export function groupPathWarnings(prop: string, names: string[]): Warning[] {
  return !names.some((name) => FIRST_PART.test(name)) ? [] : [{
    id: WarningId.GROUP_PATH_UNKNOWN,
    message: `${prop} got a group by an ARN that is a token, of which CDK takes the first part after "group/" for the name, so under a path another group is meant; `
      + 'fix: import it by its name, with iam.Group.fromGroupName, or acknowledge this warning if the group has no path',
  }];
}

/** @param names resolved, with intrinsics as their text */
export function userPathWarnings(prop: string, names: string[]): Warning[] {
  return !names.some((name) => ALL_PARTS.test(name)) ? [] : [{
    id: WarningId.USER_PATH_UNKNOWN,
    message: `${prop} got a user by an ARN that is a token, of which CDK takes all after "user/" for the name, so the name of a user with a path is not found; `
      + 'fix: import the user by name, with iam.User.fromUserName, or acknowledge this warning if the user has no path',
  }];
}
