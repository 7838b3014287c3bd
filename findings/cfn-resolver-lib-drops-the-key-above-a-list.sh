#!/usr/bin/env bash
# cfn-resolver-lib 1.1.8 (npm): where an object has one key, and its value is a list, it drops the key. Principals and conditions lose their names.
#
# By its README, the package resolves a CloudFormation template, so that unit tests can assert on exact values. One would guess that parts without
# a function stay as they are. But an object of one key becomes the list itself, as if the key were a function. So `Principal` loses "AWS", and
# `StringLike` loses the condition key. No error tells. With a second key, or one text in place of the list, the object stays. A test of a trust
# policy then cannot ask whose accounts are listed, or which key is compared.
#
# aws-parsecf 1.1.0 (PyPI), which also resolves templates, keeps both. So tests of policies should resolve with that, or write no list alone.
#
# Seen on 2026-12-01 with Node.js 20.20.2 and Python 3.11.7:
#   cfn-resolver-lib, principal: ["111111111111","222222222222"]
#   cfn-resolver-lib, principal of two kinds: {"AWS":["111111111111","222222222222"],"Service":"ec2.amazonaws.com"}
#   cfn-resolver-lib, condition: {"StringLike":["ada","bob"]}
#   cfn-resolver-lib, condition of one value: {"StringLike":{"aws:username":"ada"}}
#   aws-parsecf, principal: {"AWS":["111111111111","222222222222"]}
#   aws-parsecf, principal of two kinds: {"AWS":["111111111111","222222222222"],"Service":"ec2.amazonaws.com"}
#   aws-parsecf, condition: {"StringLike":{"aws:username":["ada","bob"]}}
#   aws-parsecf, condition of one value: {"StringLike":{"aws:username":"ada"}}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund cfn-resolver-lib@1.1.8 >> npm.log 2>&1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check aws-parsecf==1.1.0

cat > template.json <<'END'
{
  "Parameters": {},
  "Resources": {
    "Role": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "sts:AssumeRole",
              "Principal": { "AWS": ["111111111111", "222222222222"] },
              "Condition": { "StringLike": { "aws:username": ["ada", "bob"] } }
            },
            {
              "Effect": "Allow",
              "Action": "sts:AssumeRole",
              "Principal": { "AWS": ["111111111111", "222222222222"], "Service": "ec2.amazonaws.com" },
              "Condition": { "StringLike": { "aws:username": "ada" } }
            }
          ]
        }
      }
    }
  }
}
END
cat > resolve.js <<'END'
const NodeEvaluator = require('cfn-resolver-lib');
const template = new NodeEvaluator(require('./template.json'), { RefResolvers: {} }).evaluateNodes();
const [lists, others] = template.Resources.Role.Properties.AssumeRolePolicyDocument.Statement;
console.log('cfn-resolver-lib, principal:', JSON.stringify(lists.Principal));
console.log('cfn-resolver-lib, principal of two kinds:', JSON.stringify(others.Principal));
console.log('cfn-resolver-lib, condition:', JSON.stringify(lists.Condition));
console.log('cfn-resolver-lib, condition of one value:', JSON.stringify(others.Condition));
END
cat > resolve.py <<'END'
import json
import aws_parsecf

with open("template.json") as file:
    template = aws_parsecf.loads_json(file.read(), default_region="us-east-1")
lists, others = template["Resources"]["Role"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]


def show(name, value):
    print(f"aws-parsecf, {name}:", json.dumps(value, separators=(",", ":")))


show("principal", lists["Principal"])
show("principal of two kinds", others["Principal"])
show("condition", lists["Condition"])
show("condition of one value", others["Condition"])
END
{ node resolve.js; venv/bin/python resolve.py; } | tee seen.txt
diff - seen.txt <<'END'
cfn-resolver-lib, principal: ["111111111111","222222222222"]
cfn-resolver-lib, principal of two kinds: {"AWS":["111111111111","222222222222"],"Service":"ec2.amazonaws.com"}
cfn-resolver-lib, condition: {"StringLike":["ada","bob"]}
cfn-resolver-lib, condition of one value: {"StringLike":{"aws:username":"ada"}}
aws-parsecf, principal: {"AWS":["111111111111","222222222222"]}
aws-parsecf, principal of two kinds: {"AWS":["111111111111","222222222222"],"Service":"ec2.amazonaws.com"}
aws-parsecf, condition: {"StringLike":{"aws:username":["ada","bob"]}}
aws-parsecf, condition of one value: {"StringLike":{"aws:username":"ada"}}
END
