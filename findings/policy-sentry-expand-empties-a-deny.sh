#!/usr/bin/env bash
# policy-sentry 0.15.2 (PyPI): `get_expanded_policy` empties the actions of each Deny. It says that it expands a NotAction, and empties it too.
#
# By its manual, the function gives the policy with each pattern of actions written out, to make it readable. One would guess so of an Allow and of
# a Deny. But a Deny loses all its actions, also where no pattern is in it. With a NotAction, the function logs that it will expand the patterns in
# there. That list is empty too. No error tells. A policy that asks for MFA is usually a Deny of all but a few actions. The few are gone.
#
# @cloud-copilot/iam-expand 0.11.44 (npm) writes out both forms of a Deny. moto 5.2.2 (PyPI), which acts as IAM, takes the policies as they were, and
# refuses what policy-sentry makes of them. So a program should give it the statements that allow, and keep the others as they are.
#
# Seen on 2026-12-01 with Node.js 20.20.2 and Python 3.11.7:
#   policy-sentry, Allow: {"Action": ["iam:CreateVirtualMFADevice", "iam:DeleteVirtualMFADevice"]}, IAM before and after: taken, taken
#   policy-sentry, Deny: {"Action": []}, IAM before and after: taken, MalformedPolicyDocument
#   policy-sentry, Deny: {"NotAction": []}, IAM before and after: taken, MalformedPolicyDocument, a warning that says "will expand"
#   iam-expand, Deny: {"Action":["iam:CreateVirtualMFADevice","iam:DeleteVirtualMFADevice"]}
#   iam-expand, Deny: {"NotAction":["iam:CreateVirtualMFADevice","iam:DeleteVirtualMFADevice"]}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund @cloud-copilot/iam-expand@0.11.44 >> npm.log 2>&1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check policy-sentry==0.15.2 'moto[iam]==5.2.2' boto3==1.44.8

cat > expand.py <<'PY'
import io
import json
import logging
import boto3
from botocore.exceptions import ClientError
from moto import mock_aws
from policy_sentry.analysis.expand import get_expanded_policy

log = io.StringIO()
logger = logging.getLogger("policy_sentry")
logger.setLevel(logging.WARNING)
logger.addHandler(logging.StreamHandler(log))
logger.propagate = False


def answer(document):
    with mock_aws():
        client = boto3.client("iam", region_name="us-east-1", aws_access_key_id="example", aws_secret_access_key="example")
        try:
            client.create_policy(PolicyName="Mfa", PolicyDocument=json.dumps(document))
            return "taken"
        except ClientError as error:
            return error.response["Error"]["Code"]


PATTERN = ["iam:*VirtualMFADevice"]
for effect, key in (("Allow", "Action"), ("Deny", "Action"), ("Deny", "NotAction")):
    given = {"Version": "2012-10-17", "Statement": [{"Effect": effect, "Resource": "*", key: PATTERN}]}
    log.truncate(0)
    expanded = get_expanded_policy(given)
    actions = json.dumps({key: expanded["Statement"][0][key]})
    warning = ', a warning that says "will expand"' if "will expand" in log.getvalue() else ""
    print(f"policy-sentry, {effect}: {actions}, IAM before and after: {answer(given)}, {answer(expanded)}{warning}")
PY
cat > expand.mjs <<'JS'
import { expandJsonDocument } from '@cloud-copilot/iam-expand';
for (const key of ['Action', 'NotAction']) {
  const statement = { Effect: 'Deny', Resource: '*', [key]: ['iam:*VirtualMFADevice'] };
  const expanded = await expandJsonDocument({}, { Version: '2012-10-17', Statement: [statement] });
  console.log('iam-expand, Deny:', JSON.stringify({ [key]: expanded.Statement[0][key] }));
}
JS
{ venv/bin/python expand.py; node expand.mjs; } | tee seen.txt
diff - seen.txt <<'SEEN'
policy-sentry, Allow: {"Action": ["iam:CreateVirtualMFADevice", "iam:DeleteVirtualMFADevice"]}, IAM before and after: taken, taken
policy-sentry, Deny: {"Action": []}, IAM before and after: taken, MalformedPolicyDocument
policy-sentry, Deny: {"NotAction": []}, IAM before and after: taken, MalformedPolicyDocument, a warning that says "will expand"
iam-expand, Deny: {"Action":["iam:CreateVirtualMFADevice","iam:DeleteVirtualMFADevice"]}
iam-expand, Deny: {"NotAction":["iam:CreateVirtualMFADevice","iam:DeleteVirtualMFADevice"]}
SEEN
