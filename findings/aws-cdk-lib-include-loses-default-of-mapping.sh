#!/usr/bin/env bash
# aws-cdk-lib 2.276.0 (npm): CfnInclude drops the default value of Fn::FindInMap, and the synth reports nothing.
#
# By the manual of CloudFormation, a fourth value of Fn::FindInMap may give a default value. It stands in for keys that the mapping lacks. One would
# guess that CfnInclude keeps it, as `Fn.findInMap` of the same package writes it. But CfnInclude takes the first three values only. Here, a policy
# says how old an MFA session may be in an account. It gives an hour to the accounts that are not in the mapping. After CfnInclude, a deployment
# in such an account ends with an error.
#
# So an app should put the value back by `addPropertyOverride`, or give each key a value in the mapping.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   in the template: ["Ages",{"Ref":"AWS::AccountId"},"Seconds",{"DefaultValue":"3600"}]
#   CfnInclude: ["Ages",{"Ref":"AWS::AccountId"},"Seconds"]
#   Fn.findInMap: ["Ages",{"Ref":"AWS::AccountId"},"Seconds",{"DefaultValue":"3600"}]
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.6.0 >> npm.log 2>&1

cat > template.json <<'END'
{
  "Transform": "AWS::LanguageExtensions",
  "Mappings": { "Ages": { "111122223333": { "Seconds": "900" } } },
  "Resources": {
    "Policy": {
      "Type": "AWS::IAM::ManagedPolicy",
      "Properties": {
        "PolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "iam:CreateAccessKey",
              "Resource": "*",
              "Condition": {
                "NumericLessThan": {
                  "aws:MultiFactorAuthAge": {
                    "Fn::FindInMap": ["Ages", { "Ref": "AWS::AccountId" }, "Seconds", { "DefaultValue": "3600" }]
                  }
                }
              }
            }
          ]
        }
      }
    }
  }
}
END
cat > include.js <<'END'
const { App, Aws, Fn, LegacyStackSynthesizer, Stack, cloudformation_include } = require('aws-cdk-lib');

function show(name, template) {
  const [statement] = template.Resources.Policy.Properties.PolicyDocument.Statement;
  console.log(`${name}:`, JSON.stringify(statement.Condition.NumericLessThan['aws:MultiFactorAuthAge']['Fn::FindInMap']));
}

const app = new App();
const stack = new Stack(app, 'Stack', { synthesizer: new LegacyStackSynthesizer() });
new cloudformation_include.CfnInclude(stack, 'Template', { templateFile: 'template.json' });
const written = stack.resolve(Fn.findInMap('Ages', Aws.ACCOUNT_ID, 'Seconds', '3600'));
show('in the template', require('./template.json'));
show('CfnInclude', app.synth().getStackByName('Stack').template);
console.log('Fn.findInMap:', JSON.stringify(written['Fn::FindInMap']));
END
node include.js 2> node.log | tee seen.txt
diff - seen.txt <<'END'
in the template: ["Ages",{"Ref":"AWS::AccountId"},"Seconds",{"DefaultValue":"3600"}]
CfnInclude: ["Ages",{"Ref":"AWS::AccountId"},"Seconds"]
Fn.findInMap: ["Ages",{"Ref":"AWS::AccountId"},"Seconds",{"DefaultValue":"3600"}]
END
