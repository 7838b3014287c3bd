#!/usr/bin/env bash
# awacs 2.6.1 (PyPI): of two conditions of one operator in a list, only the last gets into the policy.
#
# `Condition` takes a list of conditions. One would guess that IAM then asks for all of them, as it does where the operators differ. But the list
# becomes an object by operator, so the second `BoolIfExists` takes the place of the first. No error tells. Here, a Deny for people without MFA
# denies people with MFA too. In one condition, awacs also takes a dict of two keys, and keeps both.
#
# The class PolicyStatement of aws-cdk-lib 2.276.0 (npm) adds a key to an operator that is there. So a user of awacs should write one condition
# for an operator, and give it a dict.
#
# Seen on 2026-11-30 with Node.js 20.20.2 and Python 3.11.7:
#   awacs, a list: {"BoolIfExists": {"aws:ViaAWSService": "false"}}
#   awacs, a list of two operators: {"Bool": {"aws:ViaAWSService": "false"}, "BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
#   awacs, a dict: {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false", "aws:ViaAWSService": "false"}}
#   aws-cdk-lib: {"BoolIfExists":{"aws:MultiFactorAuthPresent":"false","aws:ViaAWSService":"false"}}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.6.0 >> npm.log 2>&1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check awacs==2.6.1

cat > write.py <<'END'
import json
from awacs.aws import Action, Bool, BoolIfExists, Condition, Deny, PolicyDocument, Statement

MFA, SERVICE = "aws:MultiFactorAuthPresent", "aws:ViaAWSService"


def show(name, conditions):
    statement = Statement(Effect=Deny, Action=[Action("iam", "*")], Resource=["*"], Condition=Condition(conditions))
    document = json.loads(PolicyDocument(Version="2012-10-17", Statement=[statement]).to_json())
    print(f"awacs, {name}:", json.dumps(document["Statement"][0]["Condition"], sort_keys=True))


show("a list", [BoolIfExists(MFA, "false"), BoolIfExists(SERVICE, "false")])
show("a list of two operators", [BoolIfExists(MFA, "false"), Bool(SERVICE, "false")])
show("a dict", BoolIfExists({MFA: "false", SERVICE: "false"}))
END
cat > write.js <<'END'
const { aws_iam: iam } = require('aws-cdk-lib');
const statement = new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['iam:*'], resources: ['*'] });
statement.addCondition('BoolIfExists', { 'aws:MultiFactorAuthPresent': 'false' });
statement.addCondition('BoolIfExists', { 'aws:ViaAWSService': 'false' });
console.log('aws-cdk-lib:', JSON.stringify(statement.toStatementJson().Condition));
END
{ venv/bin/python write.py; node write.js; } | tee seen.txt
diff - seen.txt <<'END'
awacs, a list: {"BoolIfExists": {"aws:ViaAWSService": "false"}}
awacs, a list of two operators: {"Bool": {"aws:ViaAWSService": "false"}, "BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}}
awacs, a dict: {"BoolIfExists": {"aws:MultiFactorAuthPresent": "false", "aws:ViaAWSService": "false"}}
aws-cdk-lib: {"BoolIfExists":{"aws:MultiFactorAuthPresent":"false","aws:ViaAWSService":"false"}}
END
