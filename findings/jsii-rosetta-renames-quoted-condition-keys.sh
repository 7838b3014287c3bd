#!/usr/bin/env bash
# jsii-rosetta 6.0.17 (npm): in Python it renames a quoted condition key of a policy to snake case, without a diagnostic.
#
# The example gives a policy to `PolicyDocument.fromJson` of aws-cdk-lib 2.276.0. One would guess that a quoted key is data, and stays. The key
# "BoolIfExists" does stay. "aws:MultiFactorAuthPresent" becomes "aws:multi_factor_auth_present", which AWS does not define. By the manual of
# IAM, `BoolIfExists` is true where a request has no such key. So the reader of the Python example gets a policy that denies people with MFA too.
# In C#, the same key loses its quotes, which is no C#. Java and Go keep the key.
#
# The `conditions` of a `PolicyStatement` are declared as a map, and there all four languages keep it. So examples of CDK libraries should write
# policies by `PolicyStatement`, not as JSON.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   Python, fromJson: "aws:multi_factor_auth_present", 0 diagnostics
#   Python, PolicyStatement: "aws:MultiFactorAuthPresent", 0 diagnostics
#   Java, fromJson: "aws:MultiFactorAuthPresent", 0 diagnostics
#   Java, PolicyStatement: "aws:MultiFactorAuthPresent", 0 diagnostics
#   C#, fromJson: Aws:MultiFactorAuthPresent, 0 diagnostics
#   C#, PolicyStatement: "aws:MultiFactorAuthPresent", 0 diagnostics
#   Go, fromJson: "aws:MultiFactorAuthPresent", 0 diagnostics
#   Go, PolicyStatement: "aws:MultiFactorAuthPresent", 0 diagnostics
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund jsii-rosetta@6.0.17 aws-cdk-lib@2.276.0 constructs@10.6.0 >> npm.log 2>&1

cat > translate.js <<'END'
const { join } = require('node:path');
const { CSharpVisitor, GoVisitor, JavaVisitor, PythonVisitor, translateTypeScript } = require('jsii-rosetta');

const condition = "{ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }";
const examples = {
  fromJson: `iam.PolicyDocument.fromJson({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', NotAction: 'iam:*', Resource: '*', Condition: ${condition} }],
});`,
  PolicyStatement: `new iam.PolicyStatement({ effect: iam.Effect.DENY, notActions: ['iam:*'], resources: ['*'], conditions: ${condition} });`,
};
const languages = { 'Python': PythonVisitor, 'Java': JavaVisitor, 'C#': CSharpVisitor, 'Go': GoVisitor };
for (const [language, Visitor] of Object.entries(languages)) {
  for (const [name, example] of Object.entries(examples)) {
    const source = { contents: `import { aws_iam as iam } from 'aws-cdk-lib';\n${example}\n`, fileName: join(__dirname, 'example.ts') };
    const { translation, diagnostics } = translateTypeScript(source, new Visitor());
    console.log(`${language}, ${name}: ${/"?aws:multi\w*"?/i.exec(translation)}, ${diagnostics.length} diagnostics`);
  }
}
END
node translate.js | tee seen.txt
diff - seen.txt <<'END'
Python, fromJson: "aws:multi_factor_auth_present", 0 diagnostics
Python, PolicyStatement: "aws:MultiFactorAuthPresent", 0 diagnostics
Java, fromJson: "aws:MultiFactorAuthPresent", 0 diagnostics
Java, PolicyStatement: "aws:MultiFactorAuthPresent", 0 diagnostics
C#, fromJson: Aws:MultiFactorAuthPresent, 0 diagnostics
C#, PolicyStatement: "aws:MultiFactorAuthPresent", 0 diagnostics
Go, fromJson: "aws:MultiFactorAuthPresent", 0 diagnostics
Go, PolicyStatement: "aws:MultiFactorAuthPresent", 0 diagnostics
END
