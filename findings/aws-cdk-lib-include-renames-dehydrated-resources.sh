#!/usr/bin/env bash
# aws-cdk-lib 2.276.0 (npm): CfnInclude renames the resources that `dehydratedResources` names, though it is told to keep logical IDs.
#
# `dehydratedResources` is for resources that CfnInclude should take as they are. By its manual, `preserveLogicalIds` keeps the logical IDs of a
# template, and is true by default. One would guess that this holds for them too. But "Group" becomes "TemplateGroup3CE4FC0E". By the manual of
# CloudFormation, a resource of another logical ID is another resource. So a deployment makes a new group, and deletes the one that is there.
# Of that, the synth reports nothing. A Ref from one dehydrated resource to another keeps the old name, which the template no longer has.
# CloudFormation refuses such a template, and the synth warns.
#
# So an app should call `overrideLogicalId` on each of them: that brings the old name back.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   none dehydrated: Group, Policy of Group
#   Group dehydrated: TemplateGroup3CE4FC0E, Policy of TemplateGroup3CE4FC0E
#   both dehydrated: TemplateGroup3CE4FC0E, TemplatePolicyEF118154 of Group
#   both dehydrated, with overrideLogicalId: Group, Policy of Group
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.6.0 >> npm.log 2>&1

cat > template.json <<'END'
{
  "Resources": {
    "Group": { "Type": "AWS::IAM::Group" },
    "Policy": {
      "Type": "AWS::IAM::ManagedPolicy",
      "Properties": {
        "Groups": [{ "Ref": "Group" }],
        "PolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [{ "Effect": "Allow", "Action": "iam:GetUser", "Resource": "*" }]
        }
      }
    }
  }
}
END
cat > include.js <<'END'
const { App, LegacyStackSynthesizer, Stack, cloudformation_include } = require('aws-cdk-lib');

function show(name, dehydratedResources, overridden = []) {
  const app = new App();
  const stack = new Stack(app, 'Stack', { synthesizer: new LegacyStackSynthesizer() });
  const template = new cloudformation_include.CfnInclude(stack, 'Template', {
    templateFile: 'template.json',
    preserveLogicalIds: true,
    dehydratedResources,
  });
  overridden.forEach((id) => template.getResource(id).overrideLogicalId(id));
  const resources = Object.entries(app.synth().getStackByName('Stack').template.Resources);
  const of = ({ Properties }) => (Properties ? ` of ${Properties.Groups[0].Ref}` : '');
  console.log(`${name}: ${resources.map(([id, resource]) => id + of(resource)).join(', ')}`);
}

show('none dehydrated', []);
show('Group dehydrated', ['Group']);
show('both dehydrated', ['Group', 'Policy']);
show('both dehydrated, with overrideLogicalId', ['Group', 'Policy'], ['Group', 'Policy']);
END
node include.js 2> node.log | tee seen.txt
diff - seen.txt <<'END'
none dehydrated: Group, Policy of Group
Group dehydrated: TemplateGroup3CE4FC0E, Policy of TemplateGroup3CE4FC0E
both dehydrated: TemplateGroup3CE4FC0E, TemplatePolicyEF118154 of Group
both dehydrated, with overrideLogicalId: Group, Policy of Group
END
