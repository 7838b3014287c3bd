#!/usr/bin/env bash
# aws-cdk-lib 2.276.0 (npm): a rule that `Trail.onEvent` makes for sign-ins takes no sign-in. The synth reports nothing.
#
# By its manual, `Trail.onEvent` makes a rule for events that a trail of the account records. CloudTrail records `ConsoleLogin`. One would guess
# that a pattern with this name is enough. But the method adds "AWS API Call via CloudTrail" to each pattern, as the type of the event. By the manuals
# of CloudTrail and EventBridge, a sign-in comes as "AWS Console Sign In via CloudTrail". So an alert on sign-ins without MFA never comes.
#
# A pattern that names the type of sign-ins gets both types, and takes them. A plain `Rule` adds no type. So rules for sign-ins should use that.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   Trail.onEvent: AWS API Call via CloudTrail; takes a sign-in: no
#   Trail.onEvent with the type of sign-ins: AWS Console Sign In via CloudTrail, AWS API Call via CloudTrail; takes a sign-in: yes
#   Rule: any type; takes a sign-in: yes
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.6.0 >> npm.log 2>&1

cat > rules.js <<'END'
const { App, Stack, aws_cloudtrail: cloudtrail, aws_events: events, assertions } = require('aws-cdk-lib');

const signIn = 'AWS Console Sign In via CloudTrail';
const detail = { eventName: ['ConsoleLogin'], additionalEventData: { MFAUsed: ['No'] } };
const rules = {
  'Trail.onEvent': (stack) => cloudtrail.Trail.onEvent(stack, 'Rule', { eventPattern: { detail } }),
  'Trail.onEvent with the type of sign-ins': (stack) => cloudtrail.Trail.onEvent(stack, 'Rule', { eventPattern: { detailType: [signIn], detail } }),
  'Rule': (stack) => new events.Rule(stack, 'Rule', { eventPattern: { detail } }),
};
for (const [name, make] of Object.entries(rules)) {
  const stack = new Stack(new App(), 'Stack');
  make(stack);
  const [rule] = Object.values(assertions.Template.fromStack(stack).findResources('AWS::Events::Rule'));
  const types = rule.Properties.EventPattern['detail-type'];
  console.log(`${name}: ${types?.join(', ') ?? 'any type'}; takes a sign-in: ${types?.includes(signIn) ?? true ? 'yes' : 'no'}`);
}
END
node rules.js 2> node.log | tee seen.txt
diff - seen.txt <<'END'
Trail.onEvent: AWS API Call via CloudTrail; takes a sign-in: no
Trail.onEvent with the type of sign-ins: AWS Console Sign In via CloudTrail, AWS API Call via CloudTrail; takes a sign-in: yes
Rule: any type; takes a sign-in: yes
END
