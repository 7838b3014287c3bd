"""Judges events by patterns, with evaluators that this project did not write. Questions come by stdin, answers go to stdout.

Filter patterns of CloudWatch Logs: aws-json-term-matcher. It reads a chain of && only if each of them joins two
expressions in brackets, so the chain is bracketed first; the terms stay as they are.

Event patterns of EventBridge: MiniStack, by what its TestEventPattern calls.
"""

import json
import sys

from aws_json_term_matcher.matcher import match
from ministack.services import eventbridge


def bracketed(pattern):
    terms = pattern.strip()[1:-1].strip().split(" && ")
    chain = terms.pop()
    while terms:
        chain = f"({terms.pop()} && {chain})"
    return "{ " + chain + " }"


def judge(question):
    if "filterPattern" in question:
        return match(question["event"], bracketed(question["filterPattern"]))
    payload = {"EventPattern": json.dumps(question["eventPattern"]), "Event": json.dumps(question["event"])}
    status, _, body = eventbridge._test_event_pattern(payload)
    if status != 200:
        raise ValueError(body)
    return json.loads(body)["Result"]


json.dump([judge(question) for question in json.load(sys.stdin)], sys.stdout)
