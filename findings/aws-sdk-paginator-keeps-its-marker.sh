#!/usr/bin/env bash
# @aws-sdk/client-iam 3.1169.0 (npm): a paginator writes its marker into the input of its caller, and a second run gets the last page only.
#
# `paginateListUsers` takes an input, and asks for page after page. One would guess that the input stays as the caller wrote it. But the paginator
# puts the marker of each page into that object. It also begins at a marker that it finds there. So a program that keeps its input in a constant
# finds all users once. Later, as in a Lambda function that is called again, it finds the users of the last page. No error tells. A report of
# users without MFA then lacks most of them.
#
# By the manual of IAM, a marker is only for the request that follows a truncated answer. With boto3 1.44.8 (PyPI), which takes the input as
# keyword arguments, both runs find all. So a program should make a new input for each run.
#
# Seen on 2026-11-30 with Node.js 20.20.2 and Python 3.11.7:
#   JavaScript, first run: ada bob eve
#   JavaScript, the input after it: {"PathPrefix":"/teams/","Marker":"page-3"}
#   JavaScript, second run: eve
#   JavaScript, second run with a new input: ada bob eve
#   Python, first run: ada bob eve
#   Python, second run: ada bob eve
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund @aws-sdk/client-iam@3.1169.0 >> npm.log 2>&1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check boto3==1.44.8

cat > list.js <<'END'
const { Readable } = require('node:stream');
const { IAMClient, paginateListUsers } = require('@aws-sdk/client-iam');

const PAGES = { 'page-1': ['ada', 'page-2'], 'page-2': ['bob', 'page-3'], 'page-3': ['eve'] };

function answer({ body }) {
  const [name, next] = PAGES[new URLSearchParams(body).get('Marker') ?? 'page-1'];
  const users = `<Users><member><UserName>${name}</UserName></member></Users>`;
  const rest = next === undefined ? '<IsTruncated>false</IsTruncated>' : `<IsTruncated>true</IsTruncated><Marker>${next}</Marker>`;
  const text = `<ListUsersResponse><ListUsersResult>${users}${rest}</ListUsersResult></ListUsersResponse>`;
  return { response: { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: Readable.from([Buffer.from(text)]) } };
}

const credentials = { accessKeyId: 'example', secretAccessKey: 'example' };
const client = new IAMClient({ region: 'us-east-1', credentials, requestHandler: { handle: async (request) => answer(request) } });

async function names(input) {
  const found = [];
  for await (const { Users } of paginateListUsers({ client }, input)) {
    found.push(...Users.map(({ UserName }) => UserName));
  }
  return found.join(' ');
}

async function main() {
  const input = { PathPrefix: '/teams/' };
  console.log('JavaScript, first run:', await names(input));
  console.log('JavaScript, the input after it:', JSON.stringify(input));
  console.log('JavaScript, second run:', await names(input));
  console.log('JavaScript, second run with a new input:', await names({ PathPrefix: '/teams/' }));
}
main();
END
cat > list.py <<'END'
import boto3
from botocore.stub import Stubber

PAGES = [("ada", None, "page-2"), ("bob", "page-2", "page-3"), ("eve", "page-3", None)]
client = boto3.client("iam", region_name="us-east-1", aws_access_key_id="example", aws_secret_access_key="example")
given = {"PathPrefix": "/teams/"}


def user(name):
    arn = f"arn:aws:iam::111122223333:user/teams/{name}"
    return {"UserName": name, "Path": "/teams/", "UserId": f"AIDAEXAMPLEOF{name.upper()}", "Arn": arn, "CreateDate": "2026-11-30T00:00:00Z"}


for run in ("first", "second"):
    with Stubber(client) as stubber:
        for name, marker, following in PAGES:
            answer = {"Users": [user(name)], "IsTruncated": following is not None, **({"Marker": following} if following else {})}
            stubber.add_response("list_users", answer, {**given, **({"Marker": marker} if marker else {})})
        found = [item["UserName"] for page in client.get_paginator("list_users").paginate(**given) for item in page["Users"]]
        print(f"Python, {run} run:", *found)
END
{
  NODE_NO_WARNINGS=1 node list.js
  venv/bin/python list.py
} | tee seen.txt
diff - seen.txt <<'END'
JavaScript, first run: ada bob eve
JavaScript, the input after it: {"PathPrefix":"/teams/","Marker":"page-3"}
JavaScript, second run: eve
JavaScript, second run with a new input: ada bob eve
Python, first run: ada bob eve
Python, second run: ada bob eve
END
