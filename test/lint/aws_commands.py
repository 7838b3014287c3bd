"""Reads commands of the AWS CLI as JSON, and writes what is wrong with each, by botocore's models of the services.

The CLI takes its commands and options from these models. What it has beside them is told in the input.
"""
import json
import re
import sys

import botocore.session
from botocore import xform_name

# The CLI gives this service another name than botocore does.
SERVICES = {"configservice": "config"}
SESSION = botocore.session.get_session()


def model_of(service):
    try:
        return SESSION.get_service_model(SERVICES.get(service, service))
    except botocore.exceptions.UnknownServiceError:
        return None


def option_of(member):
    return xform_name(member, "-")


def is_placeholder(value):
    """`$user`, `arn:...`, `NAME`: only the reader knows what stands there."""
    return re.search(r"[$:]|^[A-Z][A-Z_-]*$", value) is not None


def enum_mistakes(shape, value):
    """Of a value, or of one in the shorthand `Key=value,Key=value`."""
    if shape.type_name == "list":
        return enum_mistakes(shape.member, value)
    if shape.type_name == "structure":
        pairs = [pair.partition("=") for pair in value.split(",")]
        return [
            mistake
            for key, _, part in pairs
            for mistake in (enum_mistakes(shape.members[key], part) if key in shape.members else [key])
        ]
    enum = getattr(shape, "enum", [])
    return [value] if enum and value not in enum and not is_placeholder(value) else []


def mistakes_in(command, of_the_cli):
    name = f"{command['service']} {command['operation']}"
    if name in of_the_cli["commands"]:
        return [f"{name} --{option}" for option in command["options"] if option not in of_the_cli["commands"][name]]
    model = model_of(command["service"])
    operations = {option_of(operation): operation for operation in model.operation_names} if model else {}
    if command["operation"] not in operations:
        return [name]
    shape = model.operation_model(operations[command["operation"]]).input_shape
    members = {option_of(member): shape.members[member] for member in shape.members} if shape else {}
    given = command["options"]
    unknown = [f"{name} --{option}" for option in given if option not in members and option not in of_the_cli["options"]]
    wrong = [
        f"{name} --{option} {mistake}"
        for option, values in given.items()
        for value in values
        if option in members
        for mistake in enum_mistakes(members[option], value)
    ]
    is_whole = command["isWhole"] and "cli-input-json" not in given
    required = [option_of(member) for member in shape.required_members] if shape and is_whole else []
    return unknown + wrong + [f"{name} without --{option}" for option in required if option not in given]


def main():
    question = json.load(sys.stdin)
    json.dump([mistakes_in(command, question["ofTheCli"]) for command in question["commands"]], sys.stdout)


main()
