import { WarningId } from './warnings';
import type { Warning } from './warnings';

/** As CDK takes a name out of an ARN that is a token: the first part after the type. */
const FIRST_PART = /^\{"Fn::Select":\[1,\{"Fn::Split":\["\/",/;

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
