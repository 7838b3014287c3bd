#!/usr/bin/env bash
# cfn-flip 1.3.0 (PyPI) and yaml-cfn 0.3.2 (npm): the short form of Fn::GetAtt silently loses a Ref in it.
#
# By the manual of CloudFormation, the name of the attribute may be a Ref. But `!GetAtt [User, !Ref Attribute]` is to cfn-flip an attribute of the
# name "Attribute". It reads the long form of the same value rightly. yaml-cfn reads both forms rightly, but writes "User.[object Object]".
# Its manual shows a value that is written and read again, and is the same. CfnInclude of aws-cdk-lib 2.276.0 (npm) keeps the Ref.
#
# Both convert templates between YAML and JSON. So a program that uses them should refuse a GetAtt with a Ref.
#
# Seen on 2026-11-30 with Node.js 20.20.2 and Python 3.11.7:
#   cfn-flip reads the short form: {"Fn::GetAtt": ["User", "Attribute"]}
#   cfn-flip reads the long form: {"Fn::GetAtt": ["User", {"Ref": "Attribute"}]}
#   yaml-cfn reads the short form: {"Fn::GetAtt":["User",{"Ref":"Attribute"}]}
#   yaml-cfn writes: !GetAtt User.[object Object]
#   CfnInclude writes: {"Fn::GetAtt":["User",{"Ref":"Attribute"}]}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund yaml-cfn@0.3.2 aws-cdk-lib@2.276.0 constructs@10.6.0 >> npm.log 2>&1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check cfn-flip==1.3.0

cat > template.yaml <<'END'
Parameters:
  Attribute: { Type: String, Default: Arn }
Resources:
  User: { Type: AWS::IAM::User }
Outputs:
  Value: { Value: !GetAtt [User, !Ref Attribute] }
END
cat > read.py <<'END'
import json
from cfn_flip import to_json

for name, text in (("short", "!GetAtt [User, !Ref Attribute]"), ("long", "Fn::GetAtt: [User, !Ref Attribute]")):
    print(f"cfn-flip reads the {name} form:", json.dumps(json.loads(to_json(text))))
END
cat > write.js <<'END'
const { App, LegacyStackSynthesizer, Stack, cloudformation_include } = require('aws-cdk-lib');
const { yamlDump, yamlParse } = require('yaml-cfn');

const read = yamlParse('!GetAtt [User, !Ref Attribute]');
console.log('yaml-cfn reads the short form:', JSON.stringify(read));
console.log('yaml-cfn writes:', yamlDump(read).trim());

const app = new App();
const stack = new Stack(app, 'Stack', { synthesizer: new LegacyStackSynthesizer() });
new cloudformation_include.CfnInclude(stack, 'Template', { templateFile: 'template.yaml' });
console.log('CfnInclude writes:', JSON.stringify(app.synth().getStackByName('Stack').template.Outputs.Value.Value));
END
{ venv/bin/python read.py; node write.js 2> node.log; } | tee seen.txt
diff - seen.txt <<'END'
cfn-flip reads the short form: {"Fn::GetAtt": ["User", "Attribute"]}
cfn-flip reads the long form: {"Fn::GetAtt": ["User", {"Ref": "Attribute"}]}
yaml-cfn reads the short form: {"Fn::GetAtt":["User",{"Ref":"Attribute"}]}
yaml-cfn writes: !GetAtt User.[object Object]
CfnInclude writes: {"Fn::GetAtt":["User",{"Ref":"Attribute"}]}
END
