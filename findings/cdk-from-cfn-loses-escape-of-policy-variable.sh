#!/usr/bin/env bash
# cdk-from-cfn 0.336.0 (npm): a policy variable in Fn::Sub becomes TypeScript that does not compile.
#
# By the manual of CloudFormation, `${!aws:username}` in Fn::Sub is the text `${aws:username}`. That is how a template lets users manage their own
# MFA device. One would guess that the TypeScript has the same text. But the package writes it into a template literal without a backslash, and
# TypeScript reads the braces as a placeholder. The conversion reports nothing. `cdk migrate` of aws-cdk 2.1148.1 (npm) writes the same TypeScript.
# The C# has the same fault: there, the braces are a placeholder too. Python and Java are right. In Fn::Join, TypeScript is right too.
#
# So a template with policy variables should be rewritten with Fn::Join before it is converted to TypeScript or C#.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   TypeScript, Fn::Sub, with errors of syntax: Resource: `arn:aws:iam::${this.account}:user/${aws:username}`,
#   TypeScript, Fn::Join, without errors of syntax: ':user/${aws:username}',
#   C#, Fn::Sub: { "Resource", $"arn:aws:iam::{Account}:user/${aws:username}"},
#   Java, Fn::Sub: "Resource", "arn:aws:iam::" + this.getAccount() + ":user/" + "${aws:username}"))))
#   Python, Fn::Sub: 'Resource': f"""arn:aws:iam::{self.account}:user/${{aws:username}}""",
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund cdk-from-cfn@0.336.0 typescript@6.0.3 >> npm.log 2>&1

cat > convert.js <<'END'
const { transmute } = require('cdk-from-cfn');
const typescript = require('typescript');

const arns = {
  'Fn::Sub': { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:user/${!aws:username}' },
  'Fn::Join': { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':user/${aws:username}']] },
};

function convert(language, name) {
  const Statement = [{ Effect: 'Allow', Action: 'iam:EnableMFADevice', Resource: arns[name] }];
  const Properties = { PolicyDocument: { Version: '2012-10-17', Statement } };
  const template = JSON.stringify({ Resources: { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties } } });
  return transmute(template, language.toLowerCase().replace('#', 'sharp'), 'Stack', 'stack');
}

const line = (code) => /^.*aws:username.*$/m.exec(code)[0].trim();

for (const name of Object.keys(arns)) {
  const code = convert('TypeScript', name);
  const { diagnostics } = typescript.transpileModule(code, { reportDiagnostics: true });
  console.log(`TypeScript, ${name}, ${diagnostics.length ? 'with' : 'without'} errors of syntax: ${line(code)}`);
}
for (const language of ['C#', 'Java', 'Python']) {
  console.log(`${language}, Fn::Sub: ${line(convert(language, 'Fn::Sub'))}`);
}
END
node convert.js | tee seen.txt
diff - seen.txt <<'END'
TypeScript, Fn::Sub, with errors of syntax: Resource: `arn:aws:iam::${this.account}:user/${aws:username}`,
TypeScript, Fn::Join, without errors of syntax: ':user/${aws:username}',
C#, Fn::Sub: { "Resource", $"arn:aws:iam::{Account}:user/${aws:username}"},
Java, Fn::Sub: "Resource", "arn:aws:iam::" + this.getAccount() + ":user/" + "${aws:username}"))))
Python, Fn::Sub: 'Resource': f"""arn:aws:iam::{self.account}:user/${{aws:username}}""",
END
