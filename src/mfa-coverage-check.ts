import type { CfnResource, IAspect } from 'aws-cdk-lib';
import { Annotations, Stage, aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { MfaCoverageSeverity } from './mfa-coverage-severity';
import { isAcknowledged } from './private/app/acknowledgement';
import { Coverage, hasPassword } from './private/app/coverage';
import type { Ternary } from './private/app/ternary';
import { checkMember } from './private/checks/validation';
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
 * It emits nothing into the template. A group is covered by a `RequireMfaPolicy` that is attached to it; a user by one
 * that is attached to the user or to a group that the user is in. It sees every way of attaching, over all stacks of
 * the app or stage: from the policy's, the group's and the user's side, by reference or by name, by L1 constructs,
 * on imported groups. It reads properties, not overrides (`addPropertyOverride`) nor CloudFormation conditions. Users without a password are left out.
 *
 * A `ForceMfaGroup` of the same account covers the users under its `userPathPrefix` whom it does not exempt, and groups only if
 * it looks after all users; a dry run covers nobody, and with `enforceFrom` or `gracePeriod` it may cover. Covered means there
 * that nobody keeps signing in without MFA for longer than an interval. Before there is a password and after enrollment, a leaked
 * key of such a user has the ways into the console that `RequireMfaPolicy` closes.
 *
 * - `cdk-iam-mfa:user-not-covered`: a user with a password whom no enforcement covers
 * - `cdk-iam-mfa:group-not-covered`: a group that no enforcement covers
 * - `cdk-iam-mfa:coverage-unknown`: a token, an imported group, an imported policy or a `ForceMfaGroup` may cover the user or the group
 *
 * Acknowledge an id, errors too, on the construct or above it: `Annotations.of(user).acknowledgeWarning(id)`.
 * Anyone who can change the app can do that, so look at acknowledgements in reviews.
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
      this.review(group, 'yes', coverage.ofGroup(group));
    }
    return [];
  }

  private review(resource: iam.CfnUser | iam.CfnGroup, isConcerned: Ternary, covered: Ternary): void {
    if (isConcerned === 'no' || covered === 'yes') {
      return;
    }
    const isUser = resource.cfnResourceType === USER;
    if (isConcerned === 'unknown' || covered === 'unknown') {
      const cause = isConcerned === 'unknown' ? 'whether the user has a password is settled at deploy' : 'a token, an imported group, an imported policy or a ForceMfaGroup may cover it';
      this.report(resource, WarningId.COVERAGE_UNKNOWN, `whether an enforcement of MFA covers this ${isUser ? 'user' : 'group'} is unknown: ${cause}; `
        + 'fix: attach RequireMfaPolicy by reference or by a plain name, or let a ForceMfaGroup hold the user without enforceFrom, gracePeriod and tokens');
    } else if (isUser) {
      this.report(resource, WarningId.USER_NOT_COVERED, 'the user has a password, and no enforcement covers the user, so the password alone opens the console; '
        + 'fix: add the user to a ConsoleMfaEnforcedGroup, attach a RequireMfaPolicy, or let a ForceMfaGroup look after the user');
    } else {
      this.report(resource, WarningId.GROUP_NOT_COVERED, 'no enforcement covers the group, so a member with a password gets what the group allows by the password alone; '
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
