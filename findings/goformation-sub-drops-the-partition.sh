#!/usr/bin/env bash
# github.com/awslabs/goformation/v7 v7.14.9 (Go modules): of Fn::Sub, it drops the partition, and keeps the escape of a policy variable.
#
# By its README, goformation resolves Fn::Sub, and all pseudo parameters with their default value. One would guess the ARN that CloudFormation makes.
# But AWS::Partition becomes nothing. The policy variable keeps the exclamation mark, which by the manual of CloudFormation only escapes it. With a
# list of own variables, the pseudo parameters stay as they are. The function here is the one that `goformation.Open` calls. So a program that
# reads policies with goformation sees other resources than those that a deployment gets.
#
# moto 5.2.2 (PyPI), which acts as CloudFormation, makes the right ARN of both forms. So such a program should read the template as plain JSON, and
# resolve Fn::Sub by itself.
#
# Seen on 2026-11-30 with Go 1.26.8, Node.js 20.20.2 and Python 3.11.7:
#   goformation, text: arn::iam::123456789012:user/${!aws:username}
#   goformation, list: arn:${AWS::Partition}:iam::${AWS::AccountId}:user/teams/${!aws:username}
#   moto, text: arn:aws:iam::123456789012:user/${aws:username}
#   moto, list: arn:aws:iam::123456789012:user/teams/${aws:username}
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export GOPATH="$folder/go" GOFLAGS='-mod=mod -modcacherw -trimpath'
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'moto[cloudformation,iam]==5.2.2' boto3==1.44.8

cat > template.json <<'END'
{
  "Resources": {
    "Policy": {
      "Type": "AWS::IAM::ManagedPolicy",
      "Properties": {
        "PolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "iam:ListMFADevices",
              "Resource": [
                { "Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:user/${!aws:username}" },
                { "Fn::Sub": ["arn:${AWS::Partition}:iam::${AWS::AccountId}:user/${Path}/${!aws:username}", { "Path": "teams" }] }
              ]
            }
          ]
        }
      }
    }
  }
}
END
mkdir read
cat > read/go.mod <<'END'
module read

go 1.24

require github.com/awslabs/goformation/v7 v7.14.9
END
cat > read/main.go <<'END'
package main

import (
	"fmt"
	"os"

	"github.com/awslabs/goformation/v7/intrinsics"
)

func main() {
	template, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	resolved, err := intrinsics.ProcessJSON(template, nil)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(resolved))
}
END
cat > deploy.py <<'END'
import boto3
from moto import mock_aws


@mock_aws
def main():
    session = boto3.Session(region_name="us-east-1", aws_access_key_id="example", aws_secret_access_key="example")
    with open("template.json", encoding="utf-8") as file:
        session.client("cloudformation").create_stack(StackName="Stack", TemplateBody=file.read(), Capabilities=["CAPABILITY_IAM"])
    iam = session.client("iam")
    arn = iam.list_policies(Scope="Local")["Policies"][0]["Arn"]
    document = iam.get_policy_version(PolicyArn=arn, VersionId="v1")["PolicyVersion"]["Document"]
    for form, resource in zip(("text", "list"), document["Statement"][0]["Resource"]):
        print(f"moto, {form}: {resource}")


main()
END
{
  (cd read && go run . ../template.json 2> go.log) | node -e '
    const { Resources } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    const [text, list] = Resources.Policy.Properties.PolicyDocument.Statement[0].Resource;
    console.log(`goformation, text: ${text}\ngoformation, list: ${list}`);'
  venv/bin/python deploy.py
} | tee seen.txt
diff - seen.txt <<'END'
goformation, text: arn::iam::123456789012:user/${!aws:username}
goformation, list: arn:${AWS::Partition}:iam::${AWS::AccountId}:user/teams/${!aws:username}
moto, text: arn:aws:iam::123456789012:user/${aws:username}
moto, list: arn:aws:iam::123456789012:user/teams/${aws:username}
END
