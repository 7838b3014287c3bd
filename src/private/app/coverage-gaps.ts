/** The users and groups of one stage that no enforcement covers, or perhaps none, and that nobody has acknowledged. */
import type { Stage } from 'aws-cdk-lib';
import { aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isAcknowledged } from './acknowledgement';
import { Coverage, NOT_JUDGED } from './coverage';
import type { Finding } from './finding';
import { YES } from './finding';
import { hasPassword } from './login-profile';
import { shownName } from './references';
import { invalidPropMessage } from '../checks/invalid-prop';
import { WarningId } from '../checks/warnings';

export interface CoverageGap {
  readonly resource: iam.CfnUser | iam.CfnGroup;
  readonly id: WarningId;
  readonly message: string;
}

export function coverageGaps(stage: IConstruct, users: Iterable<iam.CfnUser>, groups: Iterable<iam.CfnGroup>): CoverageGap[] {
  const coverage = new Coverage(stage);
  return [
    ...[...users].flatMap((user) => gapOf(user, hasPassword(user), coverage.ofUser(user), coverage)),
    ...[...groups].flatMap((group) => gapOf(group, YES, coverage.ofGroup(group), coverage)),
  ].filter(({ resource, id }) => !isAcknowledged(resource, id));
}

function gapOf(resource: iam.CfnUser | iam.CfnGroup, isConcerned: Finding, covered: Finding, coverage: Coverage): CoverageGap[] {
  if (isConcerned.answer === 'no' || covered.answer === 'yes') {
    return [];
  }
  const isUser = resource.cfnResourceType === iam.CfnUser.CFN_RESOURCE_TYPE_NAME;
  const uncertain = [isConcerned, covered].find(({ answer }) => answer === 'unknown');
  const because = covered.reason === undefined ? '' : ` (${covered.reason})`;
  if (uncertain !== undefined) {
    return [{
      resource,
      id: WarningId.COVERAGE_UNKNOWN,
      message: `whether an enforcement of MFA covers this ${isUser ? 'user' : 'group'} is unknown: ${uncertain.reason}; `
        + 'fix: name users, groups and policies by reference, or by a plain name in stacks that have an account',
    }];
  }
  const [other] = coverage.othersThatAsk(resource);
  return [isUser ? {
    resource,
    id: WarningId.USER_NOT_COVERED,
    message: `${other === undefined ? `the user has a password, and no enforcement covers the user${because}, so the password alone opens the console`
      : `the user has a password, and no enforcement of this library covers the user${because}; the policy ${other} ${NOT_JUDGED}`}; `
      + 'fix: add the user to a ConsoleMfaEnforcedGroup, attach a RequireMfaPolicy, or let a ForceMfaGroup look after the user',
  } : {
    resource,
    id: WarningId.GROUP_NOT_COVERED,
    message: `${other === undefined ? `no enforcement covers the group${because}, so a member with a password gets what the group allows by the password alone`
      : `no enforcement of this library covers the group${because}; its own policy ${other} ${NOT_JUDGED}`}; `
      + 'fix: make it a ConsoleMfaEnforcedGroup, or attach a RequireMfaPolicy',
  }];
}

/** Of each id of a gap. */
const IN_SHORT: Partial<Record<WarningId, string>> = {
  [WarningId.USER_NOT_COVERED]: 'a user without enforcement',
  [WarningId.GROUP_NOT_COVERED]: 'a group without enforcement',
  [WarningId.COVERAGE_UNKNOWN]: 'perhaps without enforcement',
};

/** For a stage that is synthesized already, so that an annotation would come too late. */
export function unseenProblem(stage: Stage, gaps: CoverageGap[]): string {
  const found = gaps.map(({ resource, id }) => `${IN_SHORT[id]}: ${shownName(resource.node.path)}`);
  return invalidPropMessage({
    path: stage.node.path,
    prop: 'MfaCoverageCheck',
    got: found.join('; '),
    expected: 'the check on the stage too, because CDK does not carry aspects into stages, and nothing can be reported there afterwards',
    fix: 'add it where the stage is made: Aspects.of(stage).add(new MfaCoverageCheck())',
  });
}
