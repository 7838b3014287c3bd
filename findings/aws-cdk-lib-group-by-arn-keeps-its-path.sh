#!/usr/bin/env bash
# aws-cdk-lib 2.276.0 (npm): a group that is imported by its ARN keeps the path in its name, and takes no users.
#
# Users, roles and instance profiles that are imported by an ARN with a path have their name without the path. One would guess the same of groups.
# `Group.fromGroupArn` gives "teams/dev". Its manual warns only of an ARN that is a token. By the manual of IAM, the name of a group has no path,
# and may have no slash. So the template asks IAM for a group that cannot be there. The synth reports nothing.
#
# So an app that adds users to such a group should import it by an ARN without the path.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   group: teams/dev
#   user: ada
#   role: deploy
#   instance profile: build
#   in the template: {"GroupName":"teams/dev","Users":["ada"]}
#   of an ARN without the path: {"GroupName":"dev","Users":["ada"]}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.6.0 >> npm.log 2>&1

cat > import.js <<'END'
const { App, Stack, aws_iam: iam, assertions } = require('aws-cdk-lib');
const account = 'arn:aws:iam::111122223333';

function additions(groupArn) {
  const stack = new Stack(new App(), 'Stack');
  const user = iam.User.fromUserArn(stack, 'User', `${account}:user/teams/ada`);
  user.addToGroup(iam.Group.fromGroupArn(stack, 'Group', groupArn));
  const found = assertions.Template.fromStack(stack).findResources('AWS::IAM::UserToGroupAddition');
  return JSON.stringify(Object.values(found)[0].Properties);
}

const stack = new Stack(new App(), 'Stack');
console.log('group:', iam.Group.fromGroupArn(stack, 'Group', `${account}:group/teams/dev`).groupName);
console.log('user:', iam.User.fromUserArn(stack, 'User', `${account}:user/teams/ada`).userName);
console.log('role:', iam.Role.fromRoleArn(stack, 'Role', `${account}:role/teams/deploy`).roleName);
const profile = iam.InstanceProfile.fromInstanceProfileArn(stack, 'Profile', `${account}:instance-profile/teams/build`);
console.log('instance profile:', profile.instanceProfileName);
console.log('in the template:', additions(`${account}:group/teams/dev`));
console.log('of an ARN without the path:', additions(`${account}:group/dev`));
END
node import.js 2> node.log | tee seen.txt
diff - seen.txt <<'END'
group: teams/dev
user: ada
role: deploy
instance profile: build
in the template: {"GroupName":"teams/dev","Users":["ada"]}
of an ARN without the path: {"GroupName":"dev","Users":["ada"]}
END
