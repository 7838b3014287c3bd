/** Every construct of the library under every pack of cdk-nag. `node app.js FILE` writes what they find, with the acknowledgments of docs/cdk-nag.md and without. */
const { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } = require('fs');
const { tmpdir } = require('os');
const { join } = require('path');
const { App, Aspects, Duration, Stack, Validations, aws_iam: iam, aws_logs: logs, aws_s3: s3, aws_sns: sns } = require('aws-cdk-lib');
const nag = require('cdk-nag');
const mfa = require('cdk-iam-mfa');
const page = require('./acknowledge');

const PACKS = Object.keys(nag).filter((name) => name.endsWith('Checks')).sort();
const PREFIX = '/staff/';

/** @param acknowledged functions of the page, or such that do nothing */
function addEverything(stack, { acknowledgeSelfManagement, acknowledgeMembers, acknowledgeHelpDesk, acknowledgeFunction, acknowledgeEvents, acknowledgeImpact }) {
  const alarmTopic = sns.Topic.fromTopicArn(stack, 'Alarms', 'arn:aws:sns:us-east-1:111111111111:alarms');
  const operators = iam.Group.fromGroupName(stack, 'Operators', 'operators');

  const groups = [
    new mfa.ConsoleMfaEnforcedGroup(stack, 'Developers'),
    new mfa.ConsoleMfaEnforcedGroup(stack, 'Loosened', {
      selfManagedCredentials: Object.values(mfa.UserCredential),
      allowListUsers: true,
      grantAwsLogin: true,
      allowPasswordChange: true,
      allowActions: ['s3:GetObject', 'ec2:Describe*'],
      allowEnrollmentWithAccessKeys: true,
      allowFederationTokensWithAccessKeys: true,
      allowUserAdministrationWithAccessKeys: true,
    }),
    new mfa.ConsoleMfaEnforcedGroup(stack, 'Tightened', {
      enforcement: mfa.MfaEnforcement.ALL_REQUESTS,
      maxMfaAge: Duration.hours(12),
    }),
  ];
  groups.forEach(acknowledgeSelfManagement);
  groups.forEach(acknowledgeMembers);

  acknowledgeSelfManagement(new mfa.SelfManageMfaPolicy(stack, 'SelfManageMfa', { groups: [operators] }));
  new mfa.RequireMfaPolicy(stack, 'RequireMfa', { enforcement: mfa.MfaEnforcement.CONSOLE_ONLY, groups: [operators] });

  acknowledgeHelpDesk(new mfa.MfaAdministratorPolicy(stack, 'HelpDesk', { groups: [operators] }));
  acknowledgeHelpDesk(new mfa.MfaAdministratorPolicy(stack, 'StaffHelpDesk', { groups: [operators], userPathPrefix: PREFIX }), PREFIX);

  const plain = new mfa.ForceMfaGroup(stack, 'WithoutMfa', { alarmTopic });
  acknowledgeFunction(plain);
  const reacting = new mfa.ForceMfaGroup(stack, 'StaffWithoutMfa', {
    alarmTopic, userPathPrefix: PREFIX, reactToIamEvents: true, userScope: mfa.ForceMfaScope.ALL_USERS, gracePeriod: Duration.days(7),
  });
  acknowledgeFunction(reacting, PREFIX);
  acknowledgeEvents(reacting);
  [plain, reacting].forEach(acknowledgeSelfManagement);
  [plain, reacting].forEach(acknowledgeMembers);

  acknowledgeEvents(new mfa.MfaMonitoring(stack, 'Monitoring', {
    configRules: Object.values(mfa.MfaConfigRule),
    trailLogGroup: logs.LogGroup.fromLogGroupName(stack, 'Trail', 'trail'),
    enforcedGroups: [...groups, operators],
  }));
  acknowledgeImpact(new mfa.MfaImpactAnalysis(stack, 'Impact', {
    trailBucket: s3.Bucket.fromBucketName(stack, 'TrailBucket', 'trail'), regions: ['us-east-1'],
  }));
  new iam.Role(stack, 'Admin', { assumedBy: new mfa.MfaRequiredPrincipal(new iam.AccountRootPrincipal()) });
  Aspects.of(stack).add(new mfa.MfaCoverageCheck({ severity: mfa.MfaCoverageSeverity.WARNING }));
}

/** What all packs find, each with the path of the resource. */
function findings(acknowledgments) {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-nag-'));
  // The report is what counts here, and not that the first finding ends the app.
  const app = new App({ outdir, context: { '@aws-cdk/core:failSynthOnValidationErrors': false } });
  addEverything(new Stack(app, 'Anywhere'), acknowledgments);
  addEverything(new Stack(app, 'Known', { env: { account: '111111111111', region: 'us-east-1' } }), acknowledgments);
  Validations.of(app).addPlugins(...PACKS.map((pack) => new nag[pack](app)));
  app.synth();
  const report = join(outdir, 'validation-report.json');
  const { pluginReports } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { pluginReports: [] };
  rmSync(outdir, { recursive: true, force: true });
  return pluginReports.flatMap(({ pluginName, violations }) => violations.flatMap(({ ruleName, violatingConstructs }) =>
    violatingConstructs.map(({ constructPath }) => ({ plugin: pluginName, rule: ruleName, path: constructPath }))));
}

const acknowledged = [];
/** The functions of the page, with a note of what each acknowledges. */
function noting() {
  const { acknowledge } = Validations.prototype;
  Validations.prototype.acknowledge = function (...rules) {
    acknowledged.push(...rules.map(({ id }) => id));
    return acknowledge.apply(this, rules);
  };
  return page;
}

const silent = Object.fromEntries(Object.keys(page).map((name) => [name, () => undefined]));
writeFileSync(process.argv[2], JSON.stringify({ packs: PACKS, without: findings(silent), with: findings(noting()), acknowledged }));
