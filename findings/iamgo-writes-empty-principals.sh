#!/usr/bin/env bash
# github.com/liamg/iamgo v0.0.9 (Go modules): every policy that it writes has empty principals, and IAM takes none of them for a user or group.
#
# By its README, iamgo is for parsing and assembling policies of IAM. One would guess that a policy without a principal is written without one.
# Its fields are marked to be left out where they are empty. But they are structs, and Go leaves no struct out. So each statement gets an empty
# "Principal" and an empty "NotPrincipal", and null for the list that is not there. That holds for a policy of its builder, and for one that it
# has read. By the manual of IAM, a policy of an identity has no principal.
#
# moto 5.2.2 (PyPI), which acts as IAM, takes the policy as it was, and refuses what iamgo makes of it. So a program should use iamgo to read, and
# another package to write.
#
# Seen on 2026-11-30 with Go 1.26.8 and Python 3.11.7:
#   built by iamgo: {"Version":"2012-10-17","Id":"","Statement":[{"Sid":"","Effect":"Allow","Principal":{},"NotPrincipal":{},"Action":["iam:ListUsers"],"NotAction":null,"Resource":["*"],"NotResource":null,"Condition":{}}]}
#   read and written by iamgo: {"Version":"2012-10-17","Id":"","Statement":[{"Sid":"","Effect":"Allow","Principal":{},"NotPrincipal":{},"Action":["iam:ListUsers"],"NotAction":null,"Resource":["*"],"NotResource":null,"Condition":{}}]}
#   as it was: taken
#   built by iamgo: MalformedPolicyDocument
#   read and written by iamgo: MalformedPolicyDocument
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOPATH="$folder/go" GOFLAGS='-mod=mod -modcacherw -trimpath'
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'moto[iam]==5.2.2' boto3==1.44.8

mkdir write
cat > write/go.mod <<'END'
module write

go 1.24

require github.com/liamg/iamgo v0.0.9
END
cat > write/main.go <<'END'
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/liamg/iamgo"
)

func written(document iamgo.Document) string {
	text, err := json.Marshal(&document)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func main() {
	input, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	read, err := iamgo.Parse(input)
	if err != nil {
		panic(err)
	}
	statement := iamgo.NewStatementBuilder().WithEffect("Allow").WithActions([]string{"iam:ListUsers"}).WithResources([]string{"*"}).Build()
	fmt.Println("built by iamgo:", written(iamgo.NewPolicyBuilder().WithVersion("2012-10-17").WithStatement(statement).Build()))
	fmt.Println("read and written by iamgo:", written(*read))
}
END
cat > create.py <<'END'
import sys

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws


@mock_aws
def main():
    iam = boto3.client("iam", region_name="us-east-1", aws_access_key_id="example", aws_secret_access_key="example")
    for number, line in enumerate(sys.stdin):
        name, document = line.strip().split(": ", 1)
        try:
            iam.create_policy(PolicyName=f"Policy{number}", PolicyDocument=document)
            print(f"{name}: taken")
        except ClientError as error:
            print(f"{name}: {error.response['Error']['Code']}")


main()
END
printf '%s' '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:ListUsers"],"Resource":["*"]}]}' > policy.json
(cd write && go run . ../policy.json 2> go.log) > written.txt
{
  cat written.txt
  { printf 'as it was: %s\n' "$(cat policy.json)"; cat written.txt; } | venv/bin/python create.py
} | tee seen.txt
diff - seen.txt <<'END'
built by iamgo: {"Version":"2012-10-17","Id":"","Statement":[{"Sid":"","Effect":"Allow","Principal":{},"NotPrincipal":{},"Action":["iam:ListUsers"],"NotAction":null,"Resource":["*"],"NotResource":null,"Condition":{}}]}
read and written by iamgo: {"Version":"2012-10-17","Id":"","Statement":[{"Sid":"","Effect":"Allow","Principal":{},"NotPrincipal":{},"Action":["iam:ListUsers"],"NotAction":null,"Resource":["*"],"NotResource":null,"Condition":{}}]}
as it was: taken
built by iamgo: MalformedPolicyDocument
read and written by iamgo: MalformedPolicyDocument
END
