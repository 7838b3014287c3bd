#!/usr/bin/env bash
# jsii-rosetta 6.0.17 (npm): a policy variable in a template literal with a placeholder gets a backslash, in every language.
#
# In TypeScript, `\${aws:username}` in a template literal is the text of a policy variable of IAM, without the backslash. With a placeholder in
# the same literal, the translation doubles the backslash. Java and Go examples then name a user that begins with a backslash. Python and C# also
# take the braces for an expression: the Python line ends with a NameError. No diagnostic tells. Without a placeholder, the text is right.
#
# ARNs with a policy variable and an account are common in examples of IAM. Such an example should add a plain string to the literal: that is
# translated rightly too.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   Python with a placeholder: f"arn:aws:iam::{account}:user/\\${aws:username}"
#   Python without: "arn:aws:iam::111122223333:user/${aws:username}"
#   Python with a plain string added: f"arn:aws:iam::{account}:user/" + "${aws:username}"
#   Java with a placeholder: String.format("arn:aws:iam::%s:user/\\${aws:username}", account)
#   Java without: "arn:aws:iam::111122223333:user/${aws:username}"
#   Java with a plain string added: String.format("arn:aws:iam::%s:user/", account) + "${aws:username}"
#   C# with a placeholder: $"arn:aws:iam::{account}:user/\\${aws:username}"
#   C# without: "arn:aws:iam::111122223333:user/${aws:username}"
#   C# with a plain string added: $"arn:aws:iam::{account}:user/" + "${aws:username}"
#   Go with a placeholder: fmt.Sprintf("arn:aws:iam::%v:user/\\${aws:username}", account)
#   Go without: "arn:aws:iam::111122223333:user/${aws:username}"
#   Go with a plain string added: fmt.Sprintf("arn:aws:iam::%v:user/", account) + "${aws:username}"
#   diagnostics: 0
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund jsii-rosetta@6.0.17 >> npm.log 2>&1

cat > translate.js <<'END'
const { CSharpVisitor, GoVisitor, JavaVisitor, PythonVisitor, translateTypeScript } = require('jsii-rosetta');

const account = "const account = '111122223333';\n";
const examples = {
  'with a placeholder': account + 'const arn = `arn:aws:iam::${account}:user/\\${aws:username}`;',
  'without': 'const arn = `arn:aws:iam::111122223333:user/\\${aws:username}`;',
  'with a plain string added': account + "const arn = `arn:aws:iam::${account}:user/` + '${aws:username}';",
};
const languages = { 'Python': PythonVisitor, 'Java': JavaVisitor, 'C#': CSharpVisitor, 'Go': GoVisitor };
let count = 0;
for (const [language, Visitor] of Object.entries(languages)) {
  for (const [name, contents] of Object.entries(examples)) {
    const { translation, diagnostics } = translateTypeScript({ contents, fileName: 'example.ts' }, new Visitor());
    count += diagnostics.length;
    console.log(`${language} ${name}: ${/\barn :?= (.*?);?$/m.exec(translation)[1]}`);
  }
}
console.log(`diagnostics: ${count}`);
END
node translate.js | tee seen.txt
diff - seen.txt <<'END'
Python with a placeholder: f"arn:aws:iam::{account}:user/\\${aws:username}"
Python without: "arn:aws:iam::111122223333:user/${aws:username}"
Python with a plain string added: f"arn:aws:iam::{account}:user/" + "${aws:username}"
Java with a placeholder: String.format("arn:aws:iam::%s:user/\\${aws:username}", account)
Java without: "arn:aws:iam::111122223333:user/${aws:username}"
Java with a plain string added: String.format("arn:aws:iam::%s:user/", account) + "${aws:username}"
C# with a placeholder: $"arn:aws:iam::{account}:user/\\${aws:username}"
C# without: "arn:aws:iam::111122223333:user/${aws:username}"
C# with a plain string added: $"arn:aws:iam::{account}:user/" + "${aws:username}"
Go with a placeholder: fmt.Sprintf("arn:aws:iam::%v:user/\\${aws:username}", account)
Go without: "arn:aws:iam::111122223333:user/${aws:username}"
Go with a plain string added: fmt.Sprintf("arn:aws:iam::%v:user/", account) + "${aws:username}"
diagnostics: 0
END
