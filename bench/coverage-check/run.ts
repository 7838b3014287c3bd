/** What MfaCoverageCheck adds to the synthesis of an app, by the number of its constructs. Run: npm run bench -- coverage */
import { App, SecretValue, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { ConsoleMfaEnforcedGroup, MfaCoverageCheck, RequireMfaPolicy, MfaEnforcement } from 'cdk-iam-mfa';

const SIZES = [1300, 2600, 5200, 10400];
const ROUNDS = 5;
/** Below the 500 resources that CloudFormation takes in one template. */
const USERS_PER_STACK = 200;

interface Measured {
  readonly constructs: number;
  /** What CDK does without the check, reviewing attachments included. */
  readonly synthesis: number;
  readonly check: number;
}

/** Users with passwords: in an enforced group, in a group with the policy from another stack, with the policy itself, and without any. */
function build(size: number): App {
  const app = new App({ analyticsReporting: false });
  const first = new Stack(app, 'First');
  const policy = new RequireMfaPolicy(first, 'Policy', { enforcement: MfaEnforcement.CONSOLE_ONLY });
  // A user is two constructs, and the addition to its group a third.
  for (let user = 0, stack = first; user < size / 3; user++) {
    if (user % USERS_PER_STACK === 0) {
      stack = new Stack(app, `Stack${user}`);
      new ConsoleMfaEnforcedGroup(stack, 'Enforced');
      new iam.Group(stack, 'Group', { managedPolicies: [policy] });
    }
    addUser(stack, user, policy);
  }
  return app;
}

function addUser(stack: Stack, index: number, policy: RequireMfaPolicy): void {
  const user = new iam.User(stack, `User${index}`, { password: SecretValue.unsafePlainText('initial') });
  const group = stack.node.findChild(index % 2 === 0 ? 'Enforced' : 'Group') as iam.Group;
  switch (index % 10) {
    case 8: return user.addManagedPolicy(policy);
    case 9: return;
    default: new iam.CfnUserToGroupAddition(stack, `Addition${index}`, { groupName: group.groupName, users: [user.userName] });
  }
}

/** Visits and validation of the check, as CDK calls them, apart from the rest of a synthesis, which takes far longer. */
function measure(size: number): Measured {
  const app = build(size);
  const constructs = app.node.findAll();
  const withoutCheck = cpuMilliseconds(() => app.node.validate());
  const check = new MfaCoverageCheck();
  const visits = cpuMilliseconds(() => constructs.forEach((construct) => check.visit(construct)));
  const withCheck = cpuMilliseconds(() => app.node.validate());
  const synthesis = cpuMilliseconds(() => build(size).synth());
  return { constructs: constructs.length, synthesis, check: visits + withCheck - withoutCheck };
}

/** CPU time, for other work on the machine does not count into it. */
function cpuMilliseconds(work: () => unknown): number {
  const { user } = process.cpuUsage();
  work();
  return (process.cpuUsage().user - user) / 1000;
}

/** The middle one of some rounds. */
function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

measure(SIZES[0]); // warms up
console.log(`Node.js ${process.versions.node}, CPU time, median of ${ROUNDS} rounds\n`);
console.log('| constructs | synthesis | MfaCoverageCheck | per 1,000 constructs |\n|---|---|---|---|');
for (const size of SIZES) {
  const rounds = Array.from({ length: ROUNDS }, () => measure(size));
  const [{ constructs }] = rounds;
  const check = median(rounds.map((round) => round.check));
  const synthesis = median(rounds.map((round) => round.synthesis));
  console.log(`| ${constructs} | ${synthesis.toFixed(0)} ms | ${check.toFixed(0)} ms | ${(check / constructs * 1000).toFixed(1)} ms |`);
}
