/** Developers who need MFA in the console, while their access keys keep working. */
import { Stack, StackProps, aws_iam as iam } from 'aws-cdk-lib';
import { ConsoleMfaEnforcedGroup, MfaEnforcement } from 'cdk-iam-mfa';
import { Construct } from 'constructs';

export interface ConsoleMfaStackProps extends StackProps {
  /**
   * Which requests need MFA. With `ALL_REQUESTS`, access keys need it too.
   *
   * @default MfaEnforcement.CONSOLE_ONLY
   */
  readonly enforcement?: MfaEnforcement;
}

export class ConsoleMfaStack extends Stack {
  public constructor(scope: Construct, id: string, props: ConsoleMfaStackProps = {}) {
    super(scope, id, props);

    const developers = new ConsoleMfaEnforcedGroup(this, 'Developers', { enforcement: props.enforcement });

    // What members work with is yours to choose; here they may read everything.
    developers.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
  }
}
