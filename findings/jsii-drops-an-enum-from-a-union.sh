#!/usr/bin/env bash
# jsii 6.0.16 (npm): of an option that takes an enum or a string, it keeps the string only, and Python refuses the enum.
#
# The specification of jsii has unions of types, and an enum may be one of them. One would guess that `Effect | string` is such a union, as
# `Effect | number` is. But TypeScript takes the members of an enum of strings for strings, and leaves them out of the union. jsii reads what is
# left, and reports nothing. In TypeScript, `Effect.DENY` is taken. In Python, where an enum is no string, the call ends with an error of types.
# Documentation of the library then does not name the enum either.
#
# So a library should take the enum only, or a class that has a static member for each value.
#
# Seen on 2026-11-30 with Node.js 20.20.2 and Python 3.11.7:
#   warnings of jsii: 0
#   effect: {"primitive":"string"}
#   level: {"union":{"types":[{"primitive":"number"},{"fqn":"guards.Effect"}]}}
#   TypeScript, Effect.DENY: taken
#   Python, "Deny": taken
#   Python, Effect.DENY where a number may stand: taken
#   Python, Effect.DENY: TypeError
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export NODE_NO_WARNINGS=1
cat > package.json <<'END'
{
  "name": "guards",
  "version": "1.0.0",
  "description": "Guards",
  "license": "MIT",
  "author": { "name": "Example", "email": "example@example.com" },
  "repository": { "type": "git", "url": "https://example.com/guards.git" },
  "main": "index.js",
  "types": "index.d.ts",
  "stability": "stable",
  "jsii": { "outdir": "dist", "targets": { "python": { "distName": "guards", "module": "guards" } } }
}
END
npm install --no-audit --no-fund --save-dev jsii@6.0.16 jsii-pacmak@1.140.0 > npm.log 2>&1
printf '# guards\n' > README.md
cat > index.ts <<'END'
/** An effect. */
export enum Effect {
  /** Denies. */
  DENY = 'Deny',
}

/** Options. */
export interface GuardProps {
  /** The effect. */
  readonly effect?: Effect | string;
  /** The level. */
  readonly level?: Effect | number;
}

/** A guard. */
export class Guard {
  constructor(props: GuardProps) {
    void props;
  }
}
END
cat > use.ts <<'END'
import { Effect, Guard } from './index';

new Guard({ effect: Effect.DENY });
END
cat > use.py <<'END'
import guards


def tried(name, **options):
    try:
        guards.Guard(**options)
        print(f"Python, {name}: taken")
    except TypeError:
        print(f"Python, {name}: TypeError")


tried('"Deny"', effect="Deny")
tried("Effect.DENY where a number may stand", level=guards.Effect.DENY)
tried("Effect.DENY", effect=guards.Effect.DENY)
END
npx jsii > jsii.log 2>&1
npx jsii-pacmak --targets python --code-only > pacmak.log 2>&1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check jsii==1.140.0 ./dist/python
{
  echo "warnings of jsii: $(grep -c '^warning' jsii.log || true)"
  node -p '
    const { properties } = JSON.parse(require("node:fs").readFileSync(".jsii", "utf8")).types["guards.GuardProps"];
    properties.map(({ name, type }) => `${name}: ${JSON.stringify(type)}`).join("\n")'
  node use.js && echo "TypeScript, Effect.DENY: taken"
  venv/bin/python use.py 2> python.log
} | tee seen.txt
diff - seen.txt <<'END'
warnings of jsii: 0
effect: {"primitive":"string"}
level: {"union":{"types":[{"primitive":"number"},{"fqn":"guards.Effect"}]}}
TypeScript, Effect.DENY: taken
Python, "Deny": taken
Python, Effect.DENY where a number may stand: taken
Python, Effect.DENY: TypeError
END
