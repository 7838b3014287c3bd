#!/usr/bin/env bash
# tsx 4.23.15 (npm): a program that runs from its TypeScript sources calls Object.defineProperty each time it makes an arrow function.
#
# tsx compiles with esbuild's keepNames, and no option of tsx turns that off. Where code makes many closures, such as one for each request, a
# bench under tsx measures that too: in one of ours it was a quarter of the time. The same program, compiled by esbuild without keepNames,
# makes no such call.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   tsx: 1000 calls
#   esbuild: 0 calls
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund tsx@4.23.15 esbuild@0.28.2 >> npm.log

cat > count.js <<'END'
const define = Object.defineProperty;
let calls = 0;
Object.defineProperty = (object, key, descriptor) => {
  calls += typeof object === 'function' && key === 'name' && descriptor.value === 'answer' ? 1 : 0;
  return define(object, key, descriptor);
};
process.on('exit', () => console.log(`${process.env.TOOL}: ${calls} calls`));
END
cat > make.ts <<'END'
let sum: number = 0;
for (let times = 0; times < 1000; times++) {
  const answer = () => times;
  sum += answer();
}
END
npx esbuild make.ts --outfile=make.js --log-level=error
{
  TOOL=tsx node --require ./count.js --import tsx make.ts
  TOOL=esbuild node --require ./count.js make.js
} | tee seen.txt
printf '%s\n' 'tsx: 1000 calls' 'esbuild: 0 calls' | diff - seen.txt
