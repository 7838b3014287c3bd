#!/usr/bin/env bash
# @cloud-copilot/iam-utils 0.1.82 (npm): the session ARN that it makes of a role keeps the role's path. No session has such an ARN.
#
# By its doc comment, `convertRoleArnToAssumedRoleArn` makes the ARN of a session from a role's ARN and a session name. One would guess that it leaves out
# the path of the role. By the manual of IAM, that ARN has the name of the role and the name of the session. But the path stays, so
# "admin" of the path "/teams/" becomes "assumed-role/teams/admin". CloudTrail and resource policies name the session without the path. No error
# tells. A program that looks for its roles in a trail then finds none that has a path. Roles of IAM Identity Center all have one.
#
# moto 5.2.2 (PyPI), which acts as STS, leaves the path out. So a program should make the ARN from what follows the last slash.
#
# Seen on 2026-12-01 with Node.js 20.20.2 and Python 3.11.7:
#   iam-utils, admin: arn:aws:sts::123456789012:assumed-role/admin/ada
#   iam-utils, teams/admin: arn:aws:sts::123456789012:assumed-role/teams/admin/ada
#   STS, admin: arn:aws:sts::123456789012:assumed-role/admin/ada
#   STS, teams/admin: arn:aws:sts::123456789012:assumed-role/admin/ada
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > npm.log
npm install --no-audit --no-fund @cloud-copilot/iam-utils@0.1.82 >> npm.log 2>&1
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'moto[iam,sts]==5.2.2' boto3==1.44.8

cat > convert.js <<'END'
const { convertRoleArnToAssumedRoleArn } = require('@cloud-copilot/iam-utils');
for (const role of ['admin', 'teams/admin']) {
  console.log(`iam-utils, ${role}:`, convertRoleArnToAssumedRoleArn(`arn:aws:iam::123456789012:role/${role}`, 'ada'));
}
END
cat > assume.py <<'END'
import json
import os

os.environ.update(AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_DEFAULT_REGION="us-east-1")
import boto3
from moto import mock_aws

STATEMENT = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "123456789012"}}
TRUST = {"Version": "2012-10-17", "Statement": [STATEMENT]}
for path, role in (("/", "admin"), ("/teams/", "teams/admin")):
    with mock_aws():
        made = boto3.client("iam").create_role(RoleName="admin", Path=path, AssumeRolePolicyDocument=json.dumps(TRUST))
        assert made["Role"]["Arn"] == f"arn:aws:iam::123456789012:role/{role}"
        session = boto3.client("sts").assume_role(RoleArn=made["Role"]["Arn"], RoleSessionName="ada")
        print(f"STS, {role}:", session["AssumedRoleUser"]["Arn"])
END
{ node convert.js; venv/bin/python assume.py; } | tee seen.txt
diff - seen.txt <<'END'
iam-utils, admin: arn:aws:sts::123456789012:assumed-role/admin/ada
iam-utils, teams/admin: arn:aws:sts::123456789012:assumed-role/teams/admin/ada
STS, admin: arn:aws:sts::123456789012:assumed-role/admin/ada
STS, teams/admin: arn:aws:sts::123456789012:assumed-role/admin/ada
END
