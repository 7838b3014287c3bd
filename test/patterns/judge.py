"""Judges events by patterns, with evaluators that this project did not write. Questions come by stdin, answers go to stdout.

Filter patterns of CloudWatch Logs: aws-json-term-matcher. It reads a chain of && only if each of them joins two
expressions in brackets, so the chain is bracketed first; the terms stay as they are. It knows no asterisk in a string, so
Python's fnmatch compares those that have one.

Event patterns of EventBridge: MiniStack, by what its TestEventPattern calls. Input transformers: MiniStack, by what it calls
before it delivers to a target.
"""

import json
import re
import sys
from fnmatch import fnmatchcase

from aws_json_term_matcher.matcher import FilterEvaluator, match
from ministack.services import eventbridge


def bracketed(pattern):
    terms = pattern.strip()[1:-1].strip().split(" && ")
    chain = terms.pop()
    while terms:
        chain = f"({terms.pop()} && {chain})"
    return "{ " + chain + " }"


def compare_with_asterisks(self, entity_value, comparator, value, compare=FilterEvaluator.compare):
    if comparator.value != "=" or not isinstance(value, str) or "*" not in value:
        return compare(self, entity_value, comparator, value)
    return entity_value is not None and fnmatchcase(entity_value, re.sub(r"[][?]", "[\\g<0>]", value))


FilterEvaluator.compare = compare_with_asterisks


def judge(question):
    if "filterPattern" in question:
        return match(question["event"], bracketed(question["filterPattern"]))
    if "inputTransformer" in question:
        view = eventbridge._pattern_event_view(eventbridge._event_from_test_payload(question["event"]))
        return eventbridge._apply_input_transformer(question["inputTransformer"], None, view)
    payload = {"EventPattern": json.dumps(question["eventPattern"]), "Event": json.dumps(question["event"])}
    status, _, body = eventbridge._test_event_pattern(payload)
    if status != 200:
        raise ValueError(body)
    return json.loads(body)["Result"]


json.dump([judge(question) for question in json.load(sys.stdin)], sys.stdout)
