#!/usr/bin/env bash
# cloud-radar 0.17.0 (PyPI): a value that is an empty text is not in the stack that it renders. In a list, AWS::NoValue becomes an empty text.
#
# The package renders CloudFormation templates for unit tests. By its manual, AWS::NoValue is an empty text by default. One would guess that this is
# for places that use it. But afterwards, the package removes every empty text from every object, also those that the author wrote. A condition
# that compares a tag with an empty text loses its key. A tag without a value becomes a tag of a key only. No error tells. In a list, nothing is
# removed: an Fn::If that should leave out a managed policy leaves an empty ARN. By the manual of CloudFormation, AWS::NoValue removes the item.
#
# aws-parsecf 1.1.0 (PyPI) renders both rightly. So a test should set `Template.NoValue` to a text that no template has. Then empty texts stay.
#
# Seen on 2026-12-01 with Python 3.11.7:
#   cloud-radar, condition: {"StringEquals":{}}
#   cloud-radar, tags: [{"Key":"team"}]
#   cloud-radar, managed policies: ["","arn:aws:iam::aws:policy/IAMUserChangePassword"]
#   cloud-radar with another NoValue, condition: {"StringEquals":{"aws:PrincipalTag/team":""}}
#   cloud-radar with another NoValue, tags: [{"Key":"team","Value":""}]
#   cloud-radar with another NoValue, managed policies: ["none","arn:aws:iam::aws:policy/IAMUserChangePassword"]
#   aws-parsecf, condition: {"StringEquals":{"aws:PrincipalTag/team":""}}
#   aws-parsecf, tags: [{"Key":"team","Value":""}]
#   aws-parsecf, managed policies: ["arn:aws:iam::aws:policy/IAMUserChangePassword"]
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cloud-radar==0.17.0 aws-parsecf==1.1.0

cat > template.json <<'END'
{
  "Conditions": { "Wide": { "Fn::Equals": ["no", "yes"] } },
  "Resources": {
    "User": {
      "Type": "AWS::IAM::User",
      "Properties": {
        "Tags": [{ "Key": "team", "Value": "" }],
        "ManagedPolicyArns": [
          { "Fn::If": ["Wide", "arn:aws:iam::aws:policy/ReadOnlyAccess", { "Ref": "AWS::NoValue" }] },
          "arn:aws:iam::aws:policy/IAMUserChangePassword"
        ]
      }
    },
    "Policy": {
      "Type": "AWS::IAM::ManagedPolicy",
      "Properties": {
        "PolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Deny",
              "Action": "iam:*",
              "Resource": "*",
              "Condition": { "StringEquals": { "aws:PrincipalTag/team": "" } }
            }
          ]
        }
      }
    }
  }
}
END
cat > render.py <<'END'
import contextlib
import json
import os
import aws_parsecf
from cloud_radar.cf.unit import Template

with open("template.json") as file:
    text = file.read()


def show(name, template):
    user = template["Resources"]["User"]["Properties"]
    statement = template["Resources"]["Policy"]["Properties"]["PolicyDocument"]["Statement"][0]
    for part, value in (("condition", statement["Condition"]), ("tags", user["Tags"]), ("managed policies", user["ManagedPolicyArns"])):
        print(f"{name}, {part}:", json.dumps(value, separators=(",", ":")))


def render():
    # A new Template prints itself.
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        return Template(json.loads(text)).render()


show("cloud-radar", render())
Template.NoValue = "none"
show("cloud-radar with another NoValue", render())
show("aws-parsecf", aws_parsecf.loads_json(text, default_region="us-east-1"))
END
venv/bin/python render.py | tee seen.txt
diff - seen.txt <<'END'
cloud-radar, condition: {"StringEquals":{}}
cloud-radar, tags: [{"Key":"team"}]
cloud-radar, managed policies: ["","arn:aws:iam::aws:policy/IAMUserChangePassword"]
cloud-radar with another NoValue, condition: {"StringEquals":{"aws:PrincipalTag/team":""}}
cloud-radar with another NoValue, tags: [{"Key":"team","Value":""}]
cloud-radar with another NoValue, managed policies: ["none","arn:aws:iam::aws:policy/IAMUserChangePassword"]
aws-parsecf, condition: {"StringEquals":{"aws:PrincipalTag/team":""}}
aws-parsecf, tags: [{"Key":"team","Value":""}]
aws-parsecf, managed policies: ["arn:aws:iam::aws:policy/IAMUserChangePassword"]
END
