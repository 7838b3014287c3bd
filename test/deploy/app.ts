/** What the deploy test deploys: the examples as they are, the one of the README too, and two stacks of which one guards the group of the other. */
import { App, CliCredentialsStackSynthesizer, Duration, RemovalPolicy, Stack, aws_iam as iam, aws_logs as logs, aws_s3 as s3 } from 'aws-cdk-lib';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup, MfaEnforcement, MfaImpactAnalysis, RequireMfaPolicy } from 'cdk-iam-mfa';
import { accountProps, addAccount } from '../../examples/account/account';
import { existingGroup } from '../../examples/account/existing-group';
import { ConsoleMfaStack } from '../../examples/console-mfa/stack';
import { ForceMfaStack } from '../../examples/force-mfa/stack';

// No bootstrap stack: the CLI works with the credentials it has, and puts templates into a bucket that the test makes.
const app = new App({ defaultStackSynthesizer: new CliCredentialsStackSynthesizer({ fileAssetsBucketName: 'assets' }) });
const enforcement = app.node.tryGetContext('enforcement') as keyof typeof MfaEnforcement | undefined;

new ConsoleMfaStack(app, 'ConsoleMfa', { enforcement: enforcement && MfaEnforcement[enforcement] });

readmeExample(new Stack(app, 'Readme'), app.node.tryGetContext('more') as string | undefined, app.node.tryGetContext('added') as string | undefined);

const team = new Stack(app, 'Team');
const operators = new iam.Group(team, 'Operators', { path: '/team/' });

// Groups of CDK's own, which the app then makes ones of ours.
const swapped = new Stack(app, 'Swapped');
const Swapped = app.node.tryGetContext('swapped') ? ConsoleMfaEnforcedGroup : iam.Group;
new Swapped(swapped, 'Developers');
new Swapped(swapped, 'Operators', { groupName: 'operators', path: '/team/' });

// A group that was made by hand, to import.
new Swapped(new Stack(app, 'Imported'), 'Juniors', { groupName: 'juniors' });

const teamMfa = new Stack(app, 'TeamMfa');
new RequireMfaPolicy(teamMfa, 'RequireMfa', {
  enforcement: MfaEnforcement.CONSOLE_ONLY,
  // Short enough to wait for.
  maxMfaAge: Duration.seconds(5),
  // One of another stack, one that no stack knows.
  groups: [operators, iam.Group.fromGroupName(teamMfa, 'Auditors', 'auditors')],
});

const forceMfa = new ForceMfaStack(app, 'ForceMfa', { groupName: app.node.tryGetContext('groupName') });
if (app.node.tryGetContext('failAfterwards')) {
  // The group of this name exists, so CloudFormation fails when all of the example is there, and rolls it back.
  new iam.Group(forceMfa, 'Taken', { groupName: 'taken' }).node.addDependency(forceMfa.node.findChild('WithoutMfa'));
}

// Its schedule is slower than the test, so what happens is by events.
new ForceMfaGroup(new Stack(app, 'ForceMfaEvents'), 'WithoutMfa', { userPathPrefix: '/events/', reactToIamEvents: true, interval: Duration.hours(12) });

// Where a trail logs to, that an account has already.
new logs.LogGroup(new Stack(app, 'Trail'), 'LogGroup', { logGroupName: 'trail', removalPolicy: RemovalPolicy.DESTROY });
addAccount(app, accountProps(app));
// A group that no stack made, as docs/roll-out.md takes it.
existingGroup(new Stack(app, 'ExistingGroup'), 'Seniors', 'seniors', accountProps(app).enforce);

impactOf(new Stack(app, 'Impact'), app.node.tryGetContext('judge') === 'both' ? Object.values(MfaEnforcement) : [MfaEnforcement.CONSOLE_ONLY]);

function impactOf(stack: Stack, modes: MfaEnforcement[]): void {
  const groups = [iam.Group.fromGroupName(stack, 'Judged', 'judged')];
  const analysis = new MfaImpactAnalysis(stack, 'Impact', {
    trailBucket: s3.Bucket.fromBucketName(stack, 'TrailBucket', 'trail-bucket'),
    accounts: ['123456789012', '210987654321'],
    regions: ['us-east-1', 'eu-west-1'],
    // Judged before it is attached to anybody.
    policies: modes.map((mode) => new RequireMfaPolicy(new Stack(app, `Judged${mode}`), 'RequireMfa', { enforcement: mode, groups })),
  });
  analysis.grantQuery(iam.User.fromUserName(stack, 'Ann', 'ann'));
}

/**
 * @param more further members, in a list of their own, with commas
 * @param added the groups to which calls of addUser add the user in place of the one call of the example, in their order, with commas
 */
function readmeExample(stack: Stack, more?: string, added?: string): void {
  const developers = new ConsoleMfaEnforcedGroup(stack, 'Developers', {
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  });
  if (added === undefined) {
    developers.addUser(iam.User.fromUserName(stack, 'Ada', 'ada'));
  } else {
    const ada = iam.User.fromUserName(stack, 'Ada', 'ada');
    added.split(',').forEach((id) => (stack.node.tryFindChild(id) as iam.Group | undefined ?? new ConsoleMfaEnforcedGroup(stack, id)).addUser(ada));
  }
  if (more !== undefined) {
    new iam.CfnUserToGroupAddition(stack, 'More', { groupName: developers.groupName, users: more.split(',') });
  }
}
