#!/usr/bin/env bash
# yaml 2.9.1 (npm): stringify writes "undefined" into a long word in double quotes, where the indentation reaches the width of a line.
#
# The value is valid, and stringify reports no error. What it wrote is read as another text, by yaml itself too. A program that writes
# policies or templates so should set lineWidth to 0, which folds no text.
#
# Seen on 2026-11-29 with Node.js 20.20.2:
#   lineWidth 20 aws:MultiFactorAuthPresenundefineduthPresent
#   lineWidth 0 aws:MultiFactorAuthPresent
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund yaml@2.9.1 >> npm.log

cat > write.js <<'END'
const { parse, stringify } = require('yaml');
const nested = { a: { b: { c: { d: { e: 'aws:MultiFactorAuthPresent' } } } } };
for (const lineWidth of [20, 0]) {
  const text = stringify(nested, { lineWidth, collectionStyle: 'flow', defaultStringType: 'QUOTE_DOUBLE' });
  console.log('lineWidth', lineWidth, parse(text).a.b.c.d.e);
}
END
node write.js | tee seen.txt
printf '%s\n' 'lineWidth 20 aws:MultiFactorAuthPresenundefineduthPresent' 'lineWidth 0 aws:MultiFactorAuthPresent' | diff - seen.txt
