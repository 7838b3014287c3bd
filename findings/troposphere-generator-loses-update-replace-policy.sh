#!/usr/bin/env bash
# troposphere 4.11.1 (PyPI): `TemplateGenerator` loses UpdateReplacePolicy and the rules of a template, and adds a layer around two values.
#
# By its manual, the class makes a troposphere template of a CloudFormation template that is there. One would guess that the template stays the
# same. DeletionPolicy stays. UpdateReplacePolicy is gone, though the package has it for resources that a program writes. So an update that
# replaces a group deletes the old one, which the author wanted to keep. The rules on parameters are gone too. No error tells.
#
# The default value of Fn::FindInMap becomes an object in an object. An Fn::If that gives the list of managed policies becomes an item of a list.
# By the manual of CloudFormation, such a property is a list of texts. cfn-flip 1.3.0 (PyPI), which reads and writes the same template, changes
# nothing of it. So a program should set these again after it has read a template.
#
# Seen on 2026-12-01 with Python 3.11.7:
#   given: {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}, rules: 1
#   cfn-flip: {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}, rules: 1
#   TemplateGenerator: {"DeletionPolicy": "Retain"}, rules: 0
#   written by a program: {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}, rules: 1
#   given: {"Fn::FindInMap": ["Ages", "Short", "Seconds", {"DefaultValue": "3600"}]}
#   cfn-flip: {"Fn::FindInMap": ["Ages", "Short", "Seconds", {"DefaultValue": "3600"}]}
#   TemplateGenerator: {"Fn::FindInMap": ["Ages", "Short", "Seconds", {"DefaultValue": {"DefaultValue": "3600"}}]}
#   given: {"Fn::If": ["IsBig", ["arn:aws:iam::aws:policy/ReadOnlyAccess"], {"Ref": "AWS::NoValue"}]}
#   cfn-flip: {"Fn::If": ["IsBig", ["arn:aws:iam::aws:policy/ReadOnlyAccess"], {"Ref": "AWS::NoValue"}]}
#   TemplateGenerator: [{"Fn::If": ["IsBig", ["arn:aws:iam::aws:policy/ReadOnlyAccess"], {"Ref": "AWS::NoValue"}]}]
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check troposphere==4.11.1 cfn-flip==1.3.0

cat > template.json <<'JSON'
{
  "Transform": "AWS::LanguageExtensions",
  "Parameters": { "Size": { "Type": "String", "Default": "big" } },
  "Rules": {
    "Sizes": { "Assertions": [{ "Assert": { "Fn::Contains": [["big", "small"], { "Ref": "Size" }] }, "AssertDescription": "big or small" }] }
  },
  "Mappings": { "Ages": { "Long": { "Seconds": "43200" } } },
  "Conditions": { "IsBig": { "Fn::Equals": [{ "Ref": "Size" }, "big"] } },
  "Resources": {
    "Group": {
      "Type": "AWS::IAM::Group",
      "DeletionPolicy": "Retain",
      "UpdateReplacePolicy": "Retain",
      "Properties": {
        "ManagedPolicyArns": { "Fn::If": ["IsBig", ["arn:aws:iam::aws:policy/ReadOnlyAccess"], { "Ref": "AWS::NoValue" }] },
        "Policies": [
          {
            "PolicyName": "MaxAge",
            "PolicyDocument": {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Deny",
                  "Action": "iam:*",
                  "Resource": "*",
                  "Condition": {
                    "NumericGreaterThan": {
                      "aws:MultiFactorAuthAge": { "Fn::FindInMap": ["Ages", "Short", "Seconds", { "DefaultValue": "3600" }] }
                    }
                  }
                }
              ]
            }
          }
        ]
      }
    }
  }
}
JSON
cat > read.py <<'PY'
import json
from cfn_flip import to_json, to_yaml
from troposphere import Template, iam
from troposphere.template_generator import TemplateGenerator

with open("template.json") as file:
    text = file.read()
given = json.loads(text)
flipped = json.loads(to_json(to_yaml(text)))
read = json.loads(TemplateGenerator(json.loads(text)).to_json())
program = Template()
program.add_resource(iam.Group("Group", DeletionPolicy="Retain", UpdateReplacePolicy="Retain"))
program.add_rule("Sizes", given["Rules"]["Sizes"])
written = json.loads(program.to_json())


def group(template):
    return template["Resources"]["Group"]


def show_policies(name, template):
    policies = {key: value for key, value in group(template).items() if key.endswith("Policy")}
    print(f"{name}: {json.dumps(policies, sort_keys=True)}, rules: {len(template.get('Rules', {}))}")


def age(template):
    statement = group(template)["Properties"]["Policies"][0]["PolicyDocument"]["Statement"][0]
    return statement["Condition"]["NumericGreaterThan"]["aws:MultiFactorAuthAge"]


def managed(template):
    return group(template)["Properties"]["ManagedPolicyArns"]


TEMPLATES = [("given", given), ("cfn-flip", flipped), ("TemplateGenerator", read)]
for name, template in [*TEMPLATES, ("written by a program", written)]:
    show_policies(name, template)
for part in (age, managed):
    for name, template in TEMPLATES:
        print(f"{name}: {json.dumps(part(template))}")
PY
venv/bin/python read.py | tee seen.txt
diff - seen.txt <<'SEEN'
given: {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}, rules: 1
cfn-flip: {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}, rules: 1
TemplateGenerator: {"DeletionPolicy": "Retain"}, rules: 0
written by a program: {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}, rules: 1
given: {"Fn::FindInMap": ["Ages", "Short", "Seconds", {"DefaultValue": "3600"}]}
cfn-flip: {"Fn::FindInMap": ["Ages", "Short", "Seconds", {"DefaultValue": "3600"}]}
TemplateGenerator: {"Fn::FindInMap": ["Ages", "Short", "Seconds", {"DefaultValue": {"DefaultValue": "3600"}}]}
given: {"Fn::If": ["IsBig", ["arn:aws:iam::aws:policy/ReadOnlyAccess"], {"Ref": "AWS::NoValue"}]}
cfn-flip: {"Fn::If": ["IsBig", ["arn:aws:iam::aws:policy/ReadOnlyAccess"], {"Ref": "AWS::NoValue"}]}
TemplateGenerator: [{"Fn::If": ["IsBig", ["arn:aws:iam::aws:policy/ReadOnlyAccess"], {"Ref": "AWS::NoValue"}]}]
SEEN
