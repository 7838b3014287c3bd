#!/usr/bin/env bash
# jsii-diff 1.134.0 (npm): it reports nothing where the constructor of a class becomes private or protected.
#
# By its README, code that was written for the old version of a library still typechecks with the new one. One would guess that a constructor
# counts as a method does. A method that is gone, or protected, is reported. But a constructor that is private is not in the assembly, and
# jsii-diff compares only what both versions have. A protected constructor is in the assembly without a mark. So a library that puts a factory
# in place of a constructor passes the check, and releases a minor version. The apps that use `new` then do not compile.
#
# TypeScript 5.9.3 (npm) refuses the app of both. So a library should keep an app that calls its constructors, and compile that as a test.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   unchanged: jsii-diff exit code 0, app compiles
#   method removed: jsii-diff exit code 1, app fails with TS2339
#   method protected: jsii-diff exit code 1, app fails with TS2445
#   constructor private: jsii-diff exit code 0, app fails with TS2673
#   constructor protected: jsii-diff exit code 0, app fails with TS2674
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund jsii@6.0.16 jsii-diff@1.134.0 typescript@5.9.3 >> npm.log 2>&1
export NODE_NO_WARNINGS=1

# A version of a library in a folder, by its source.
version() {
  rm -rf "$1"
  mkdir "$1"
  cat > "$1/package.json" <<'END'
{
  "name": "guards",
  "version": "1.0.0",
  "license": "MIT",
  "author": { "name": "Example", "email": "example@example.com" },
  "repository": { "type": "git", "url": "https://example.com/guards.git" },
  "main": "index.js",
  "types": "index.d.ts",
  "stability": "stable",
  "jsii": { "outdir": "dist", "targets": {} }
}
END
  printf '# guards\n' > "$1/README.md"
  printf '%s\n' "$2" > "$1/index.ts"
  (cd "$1" && npx jsii > jsii.log 2>&1)
}

compared() {
  version new "$2"
  if npx jsii-diff old new > diff.log 2>&1; then code=0; else code=$?; fi
  if npx tsc --noEmit --skipLibCheck app.ts > tsc.log; then app='compiles'; else app="fails with $(grep -o 'TS[0-9]*' tsc.log | head -1)"; fi
  echo "$1: jsii-diff exit code $code, app $app"
}

printf "%s\n" "import { Guard } from './new';" 'new Guard().attach();' > app.ts
version old 'export class Guard { constructor() {} public attach(): void {} }'
{
  compared 'unchanged' 'export class Guard { constructor() {} public attach(): void {} }'
  compared 'method removed' 'export class Guard { constructor() {} }'
  compared 'method protected' 'export class Guard { constructor() {} protected attach(): void {} }'
  compared 'constructor private' 'export class Guard { public static make(): Guard { return new Guard(); } private constructor() {} public attach(): void {} }'
  compared 'constructor protected' 'export class Guard { public static make(): Guard { return new Guard(); } protected constructor() {} public attach(): void {} }'
} | tee seen.txt
diff - seen.txt <<'END'
unchanged: jsii-diff exit code 0, app compiles
method removed: jsii-diff exit code 1, app fails with TS2339
method protected: jsii-diff exit code 1, app fails with TS2445
constructor private: jsii-diff exit code 0, app fails with TS2673
constructor protected: jsii-diff exit code 0, app fails with TS2674
END
