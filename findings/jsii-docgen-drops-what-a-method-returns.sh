#!/usr/bin/env bash
# jsii-docgen 10.12.6 (npm): it drops the text of @returns, and the first bullet of a list at the start of the remarks.
#
# jsii-docgen writes the API.md of construct libraries. One would guess that it writes all that a doc comment says. But no part of it reads what a
# method returns, though the assembly has it. Remarks that begin with a list lose their first dash, so the first item becomes a paragraph. Here,
# a reader does not learn that `undefined` means that nobody denies the call.
#
# jsii-pacmak 1.140.0 (npm) writes both into the Python of the same assembly. So a library should say what a method returns in its first sentence,
# and begin no remarks with a list.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   assembly: {"remarks":"- by a policy of the user\n- by a policy of a group","returns":"the name of the statement that denies, or undefined."}
#   jsii-docgen, remarks: by a policy of the user / - by a policy of a group
#   jsii-docgen, lines with the word undefined: 0
#   jsii-pacmak, remarks: - by a policy of the user / - by a policy of a group
#   jsii-pacmak, lines with the word undefined: 1
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
npm install --no-audit --no-fund --save-dev jsii@6.0.16 jsii-docgen@10.12.6 jsii-pacmak@1.140.0 > npm.log 2>&1
printf '# guards\n' > README.md
cat > index.ts <<'END'
/** A guard of actions. */
export class Guard {
  /**
   * Tells who denies an action.
   *
   * - by a policy of the user
   * - by a policy of a group
   *
   * @returns the name of the statement that denies, or undefined.
   */
  public denying(action: string): string | undefined {
    return action;
  }
}
END
npx jsii > jsii.log 2>&1
npx jsii-docgen --output API.md > docgen.log 2>&1
npx jsii-pacmak --targets python --code-only > pacmak.log 2>&1

shown() {
  echo "$1, remarks: $(grep --no-filename 'by a policy of' "$2" | sed 's/^ *//' | head -2 | paste -s -d '/' | sed 's,/, / ,')"
  echo "$1, lines with the word undefined: $(grep -c 'or undefined' "$2" || true)"
}

{
  node -p '
    const { remarks, returns } = JSON.parse(require("node:fs").readFileSync(".jsii", "utf8")).types["guards.Guard"].methods[0].docs;
    `assembly: ${JSON.stringify({ remarks, returns })}`'
  shown jsii-docgen API.md
  shown jsii-pacmak dist/python/src/guards/__init__.py
} | tee seen.txt
diff - seen.txt <<'END'
assembly: {"remarks":"- by a policy of the user\n- by a policy of a group","returns":"the name of the statement that denies, or undefined."}
jsii-docgen, remarks: by a policy of the user / - by a policy of a group
jsii-docgen, lines with the word undefined: 0
jsii-pacmak, remarks: - by a policy of the user / - by a policy of a group
jsii-pacmak, lines with the word undefined: 1
END
