import type { CfnResource, IAspect } from 'aws-cdk-lib';
import { Annotations, Stage, aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { MfaCoverageSeverity } from './mfa-coverage-severity';
import { isAcknowledged } from './private/app/acknowledgement';
import { Coverage } from './private/app/coverage';
import type { Finding } from './private/app/finding';
import { YES } from './private/app/finding';
import { hasPassword } from './private/app/login-profile';
import { invalidProp } from './private/checks/invalid-prop';
import { checkMember } from './private/checks/prop-values';
import { WarningId } from './private/checks/warnings';

/** By the CloudFormation type, not by `instanceof`: an app may have loaded CDK twice. */
const USER = iam.CfnUser.CFN_RESOURCE_TYPE_NAME;
const GROUP = iam.CfnGroup.CFN_RESOURCE_TYPE_NAME;

/** Properties of `MfaCoverageCheck`. */
export interface MfaCoverageCheckProps {
  /**
   * How a user or a group that no enforcement covers is reported.
   *
   * With `WARNING` a user with a password and no enforcement can be deployed, and an attacker who learns the password gets
   * in with it alone. What the check cannot see through (`cdk-iam-mfa:coverage-unknown`) is a warning in any case.
   *
   * @default MfaCoverageSeverity.ERROR
   */
  readonly severity?: MfaCoverageSeverity;
}

/**
 * An aspect that finds IAM users with a console password, and IAM groups, that no enforcement of this library covers.
 *
 * It emits nothing into the template. A group is covered by a `RequireMfaPolicy` that is attached to it. A user is covered by
 * a policy that is attached to the user or to a group that the user is in. The check sees every way of attaching, over all
 * stacks of the app or stage: from the policy's, the group's and the user's side, by reference or by name. It sees L1 constructs,
 * `CfnResource`, imported groups and overrides. It does not read CloudFormation conditions. Users without a password are left out.
 *
 * A `ForceMfaGroup` of the same account covers the users under its `userPathPrefix` whom it does not exempt. It covers groups only
 * if it looks after all users. On a dry run, before `enforceFrom` and with `gracePeriod` it covers nobody. Covered means there that
 * nobody keeps signing in without MFA for longer than an interval. Before there is a password and after enrollment, a leaked key of
 * such a user has the ways into the console that `RequireMfaPolicy` closes.
 *
 * - `cdk-iam-mfa:user-not-covered`: a user with a password whom no enforcement covers
 * - `cdk-iam-mfa:group-not-covered`: a group that no enforcement covers
 * - `cdk-iam-mfa:coverage-unknown`: what is settled at deploy, or in another app: a token, an imported group or policy, or a
 *   plain name in stacks that may be of two accounts
 *
 * Each message names its one cause. Acknowledge an id, errors too, on the construct or above it:
 * `Annotations.of(user).acknowledgeWarning(id)`. Anyone who can change the app can do that, so look at acknowledgements in reviews.
 *
 * CDK does not carry aspects into the stages of an app: add it to each stage. On a single stack it reports that stack
 * only, and sees what the other stacks attach.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/aspects.html
 *
 * @example
 * Aspects.of(this).add(new MfaCoverageCheck());
 */
export class MfaCoverageCheck implements IAspect {
  private readonly severity: MfaCoverageSeverity;
  private readonly reviews = new WeakMap<IConstruct, CoverageReview>();

  public constructor(props: MfaCoverageCheckProps = {}) {
    refuseScope(props);
    this.severity = props.severity ?? MfaCoverageSeverity.ERROR;
    checkMember('MfaCoverageCheck', 'severity', this.severity, MfaCoverageSeverity);
  }

  /** Called by CDK for each construct. It only takes note: who covers whom is settled when all aspects are through. */
  public visit(node: IConstruct): void {
    const type = (node as Partial<CfnResource>).cfnResourceType;
    if (type === USER) {
      this.reviewOf(node).users.add(node as iam.CfnUser);
    } else if (type === GROUP) {
      this.reviewOf(node).groups.add(node as iam.CfnGroup);
    }
  }

  private reviewOf(node: IConstruct): CoverageReview {
    const stage = Stage.of(node)!; // CDK invokes aspects when it synthesizes a stage.
    const review = this.reviews.get(stage) ?? new CoverageReview(stage, this.severity);
    this.reviews.set(stage, review);
    return review;
  }
}

/** `new MfaCoverageCheck(this, 'Check')`, as if it were a construct, would check nothing. */
function refuseScope(props: unknown): void {
  if (Construct.isConstruct(props)) {
    throw invalidProp({
      path: 'MfaCoverageCheck',
      prop: 'props',
      got: `the construct ${props.node.path || 'App'}`,
      expected: 'MfaCoverageCheckProps, because the check is an aspect and no construct',
      fix: 'add it with Aspects.of(app).add(new MfaCoverageCheck())',
    });
  }
}

/** Looks at the users and groups of one stage once, whatever their number. */
class CoverageReview {
  public readonly users = new Set<iam.CfnUser>();
  public readonly groups = new Set<iam.CfnGroup>();

  public constructor(private readonly stage: IConstruct, private readonly severity: MfaCoverageSeverity) {
    stage.node.addValidation({ validate: () => this.validate() });
  }

  private validate(): string[] {
    const coverage = new Coverage(this.stage);
    for (const user of this.users) {
      this.review(user, hasPassword(user), coverage.ofUser(user));
    }
    for (const group of this.groups) {
      this.review(group, YES, coverage.ofGroup(group));
    }
    return [];
  }

  private review(resource: iam.CfnUser | iam.CfnGroup, isConcerned: Finding, covered: Finding): void {
    if (isConcerned.answer === 'no' || covered.answer === 'yes') {
      return;
    }
    const isUser = resource.cfnResourceType === USER;
    const uncertain = [isConcerned, covered].find(({ answer }) => answer === 'unknown');
    const because = covered.reason === undefined ? '' : ` (${covered.reason})`;
    if (uncertain !== undefined) {
      this.report(resource, WarningId.COVERAGE_UNKNOWN, `whether an enforcement of MFA covers this ${isUser ? 'user' : 'group'} is unknown: ${uncertain.reason}; `
        + 'fix: name users, groups and policies by reference, or by a plain name in stacks that have an account');
    } else if (isUser) {
      this.report(resource, WarningId.USER_NOT_COVERED, `the user has a password, and no enforcement covers the user${because}, so the password alone opens the console; `
        + 'fix: add the user to a ConsoleMfaEnforcedGroup, attach a RequireMfaPolicy, or let a ForceMfaGroup look after the user');
    } else {
      this.report(resource, WarningId.GROUP_NOT_COVERED, `no enforcement covers the group${because}, so a member with a password gets what the group allows by the password alone; `
        + 'fix: make it a ConsoleMfaEnforcedGroup, or attach a RequireMfaPolicy');
    }
  }

  private report(resource: CfnResource, id: WarningId, message: string): void {
    if (isAcknowledged(resource, id)) {
      return;
    }
    const text = `${message}, or acknowledge "${id}"`;
    if (this.severity === MfaCoverageSeverity.ERROR && id !== WarningId.COVERAGE_UNKNOWN) {
      Annotations.of(resource).addError(text);
    } else {
      Annotations.of(resource).addWarningV2(id, text);
    }
  }
}
