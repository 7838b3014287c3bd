#!/usr/bin/env bash
# aws-iam-utils 1.8.0 (PyPI): `policies_are_equal` says that a policy differs from itself, where its statements or resources are in another order.
#
# By its doc comment, the function tells whether two policies give exactly the same permissions. One would guess that order is no matter, as IAM
# has none. The order of actions is indeed no matter in a statement. But the permissions are compared as two lists, in the order of the statements
# and of the resources. No error tells. The README shows actions that two statements share out, and gets True. With those statements swapped, it
# is False. So a check for drift reports a change after each tool that sorts a policy.
#
# @aws-cdk/cloudformation-diff 2.187.5 (npm) sees no change in statements, resources or actions of another order. So a check should sort the
# statements and resources of both policies first.
#
# Seen on 2026-12-01 with Node.js 20.20.2 and Python 3.11.7:
#   aws-iam-utils, nothing moved: equal
#   aws-iam-utils, actions moved: equal
#   aws-iam-utils, resources moved: different
#   aws-iam-utils, statements moved: different
#   aws-iam-utils, actions shared out: equal
#   aws-iam-utils, actions shared out and moved: different
#   cloudformation-diff, nothing moved: equal
#   cloudformation-diff, actions moved: equal
#   cloudformation-diff, resources moved: equal
#   cloudformation-diff, statements moved: equal
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund @aws-cdk/cloudformation-diff@2.187.5 >> npm.log 2>&1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check aws-iam-utils==1.8.0 policy-sentry==0.12.3 policyuniverse==1.5.0.20220523

cat > policies.json <<'END'
{
  "first": [
    {
      "Effect": "Allow",
      "Action": ["iam:GetUser", "iam:ListMFADevices"],
      "Resource": ["arn:aws:iam::123456789012:user/ada", "arn:aws:iam::123456789012:user/bob"]
    },
    { "Effect": "Allow", "Action": ["iam:ListUsers"], "Resource": ["*"] }
  ],
  "moved": {
    "actions": [
      {
        "Effect": "Allow",
        "Action": ["iam:ListMFADevices", "iam:GetUser"],
        "Resource": ["arn:aws:iam::123456789012:user/ada", "arn:aws:iam::123456789012:user/bob"]
      },
      { "Effect": "Allow", "Action": ["iam:ListUsers"], "Resource": ["*"] }
    ],
    "resources": [
      {
        "Effect": "Allow",
        "Action": ["iam:GetUser", "iam:ListMFADevices"],
        "Resource": ["arn:aws:iam::123456789012:user/bob", "arn:aws:iam::123456789012:user/ada"]
      },
      { "Effect": "Allow", "Action": ["iam:ListUsers"], "Resource": ["*"] }
    ],
    "statements": [
      { "Effect": "Allow", "Action": ["iam:ListUsers"], "Resource": ["*"] },
      {
        "Effect": "Allow",
        "Action": ["iam:GetUser", "iam:ListMFADevices"],
        "Resource": ["arn:aws:iam::123456789012:user/ada", "arn:aws:iam::123456789012:user/bob"]
      }
    ]
  }
}
END
cat > compare.py <<'END'
import copy
import json
from aws_iam_utils.checks import policies_are_equal
from aws_iam_utils.util import create_policy

with open("policies.json") as file:
    policies = json.load(file)


def show(name, one, other):
    equal = policies_are_equal(create_policy(*copy.deepcopy(one)), create_policy(*copy.deepcopy(other)))
    print(f"aws-iam-utils, {name}:", "equal" if equal else "different")


show("nothing moved", policies["first"], policies["first"])
for what, statements in policies["moved"].items():
    show(f"{what} moved", policies["first"], statements)

whole = {"Effect": "Allow", "Action": ["iam:GetUser", "iam:ListMFADevices"], "Resource": "*"}
parts = [{**whole, "Action": action} for action in whole["Action"]]
show("actions shared out", [whole], parts)
show("actions shared out and moved", [whole], parts[::-1])
END
cat > compare.js <<'END'
const { fullDiff } = require('@aws-cdk/cloudformation-diff');
const { first, moved } = require('./policies.json');
function template(Statement) {
  const Properties = { Groups: ['people'], PolicyDocument: { Version: '2012-10-17', Statement } };
  return { Resources: { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties } } };
}
function show(name, other) {
  const { hasChanges } = fullDiff(template(first), template(other)).iamChanges;
  console.log(`cloudformation-diff, ${name}:`, hasChanges ? 'different' : 'equal');
}
show('nothing moved', first);
for (const [what, statements] of Object.entries(moved)) show(`${what} moved`, statements);
END
{ venv/bin/python compare.py; node compare.js; } | tee seen.txt
diff - seen.txt <<'END'
aws-iam-utils, nothing moved: equal
aws-iam-utils, actions moved: equal
aws-iam-utils, resources moved: different
aws-iam-utils, statements moved: different
aws-iam-utils, actions shared out: equal
aws-iam-utils, actions shared out and moved: different
cloudformation-diff, nothing moved: equal
cloudformation-diff, actions moved: equal
cloudformation-diff, resources moved: equal
cloudformation-diff, statements moved: equal
END
