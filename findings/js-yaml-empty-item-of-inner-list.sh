#!/usr/bin/env bash
# js-yaml 4.3.2 (npm): after an empty last item of an inner list, the items of the outer list become items of the inner one.
#
# The input is valid YAML 1.2. It is a list of two items: a list of "x" and nothing, and the text "y".
# yaml 2.9.1 (npm) reads it so. js-yaml reads a list of one item, without an error. So a reader of policies or of configuration that uses
# js-yaml should refuse empty items of lists, or compare with another parser.
#
# Seen on 2026-11-29 with Node.js 20.20.2:
#   js-yaml [["x",null,"y"]]
#   yaml [["x",null],"y"]
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund js-yaml@4.3.2 yaml@2.9.1 >> npm.log

cat > read.js <<'END'
const input = '- - x\n  -\n- y\n';
console.log('js-yaml', JSON.stringify(require('js-yaml').load(input)));
console.log('yaml', JSON.stringify(require('yaml').parse(input)));
END
node read.js | tee seen.txt
printf '%s\n' 'js-yaml [["x",null,"y"]]' 'yaml [["x",null],"y"]' | diff - seen.txt
