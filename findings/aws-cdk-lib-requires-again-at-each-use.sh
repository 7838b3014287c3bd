#!/usr/bin/env bash
# aws-cdk-lib 2.213.0 (npm) and older: each use of an exported name calls `require` again. A synth of 100 groups calls it thousands of times.
#
# The index files export getters, so that a module loads when it is used. One would guess that a getter runs once for each name. Until 2.213.0
# it runs at each use, also for the uses inside of aws-cdk-lib. From 2.214.0 on, it puts the value in its own place. Node.js answers a second
# `require` quickly. Jest does not: in a suite that synthesizes thousands of policies, a quarter of the time went there.
# So tests of a CDK app get faster by an update to 2.214.0, without a change of the tests.
#
# Counted are calls of `require` during the second synth of a process, after everything was loaded by the first.
# Seen on 2026-11-30 with Node.js 20.20.2 and 24.22.3:
#   2.213.0, 10 groups: 1083 calls of require
#   2.213.0, 100 groups: 9453 calls of require
#   2.214.0, 10 groups: 0 calls of require
#   2.214.0, 100 groups: 0 calls of require
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

for version in 2.213.0 2.214.0; do
  mkdir "$folder/$version"
  cd "$folder/$version"
  npm init --yes > npm.log
  npm install --no-audit --no-fund "aws-cdk-lib@$version" constructs@10.6.0 >> npm.log 2>&1
  cat > count.js <<'END'
const Module = require('node:module');
const { App, Stack, aws_iam } = require('aws-cdk-lib');

function synthesize(groups) {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  for (let index = 0; index < groups; index++) {
    new aws_iam.Group(stack, `Group${index}`);
  }
  app.synth();
}

const groups = Number(process.argv[2]);
synthesize(groups);
let calls = 0;
const { require: original } = Module.prototype;
Module.prototype.require = function counted(id) {
  calls++;
  return original.call(this, id);
};
synthesize(groups);
console.log(`${calls} calls of require`);
END
  for groups in 10 100; do
    echo "$version, $groups groups: $(node count.js "$groups" 2> /dev/null)"
  done
done | tee "$folder/seen.txt"
diff - "$folder/seen.txt" <<'END'
2.213.0, 10 groups: 1083 calls of require
2.213.0, 100 groups: 9453 calls of require
2.214.0, 10 groups: 0 calls of require
2.214.0, 100 groups: 0 calls of require
END
