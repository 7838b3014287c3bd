#!/usr/bin/env bash
# aws-cdk-lib 2.276.0 (npm): an app that esbuild 0.28.2 bundles whole ends with an error, because the bundle has no WebAssembly of the validation.
#
# The same app synthesizes unbundled, with a report of the validation that newer releases do by themselves. The validation reads
# `bindings_wasm_bg.wasm` beside its own JavaScript, and a bundler takes the JavaScript only. aws-cdk-lib 2.189.1 has no such validation, and
# the same bundle of it synthesizes. So a CDK app that is bundled should keep aws-cdk-lib out of the bundle.
#
# Seen on 2026-11-29 with Node.js 20.20.2 and 24.22.3:
#   2.189.1 unbundled: exit code 0
#   2.189.1 bundled: exit code 0
#   2.276.0 unbundled: exit code 0
#   2.276.0 bundled: exit code 1, ENOENT: no such file, bindings_wasm_bg.wasm
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

synthesized() {
  if node "$1" "$2" > said.txt 2>&1; then echo 'exit code 0'; else echo "exit code $?, $(grep -o 'ENOENT: no such file' said.txt | head -1), $(grep -o '[a-z_]*\.wasm' said.txt | head -1)"; fi
}

for version in 2.189.1 2.276.0; do
  mkdir "$folder/$version"
  cd "$folder/$version"
  npm init --yes > npm.log
  npm install --no-audit --no-fund "aws-cdk-lib@$version" constructs@10.6.0 esbuild@0.28.2 >> npm.log 2>&1
  cat > app.js <<'END'
const { App, CfnResource, Stack } = require('aws-cdk-lib');
const app = new App({ outdir: process.argv[2] });
new CfnResource(new Stack(app, 'Stack'), 'Group', { type: 'AWS::IAM::Group' });
app.synth();
END
  npx esbuild app.js --bundle --platform=node --outfile=bundled.js --log-level=error
  echo "$version unbundled: $(synthesized app.js out)"
  echo "$version bundled: $(synthesized bundled.js out-of-bundle)"
done | tee "$folder/seen.txt"
diff - "$folder/seen.txt" <<'END'
2.189.1 unbundled: exit code 0
2.189.1 bundled: exit code 0
2.276.0 unbundled: exit code 0
2.276.0 bundled: exit code 1, ENOENT: no such file, bindings_wasm_bg.wasm
END
