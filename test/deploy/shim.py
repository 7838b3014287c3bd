"""MiniStack with what a deploy test of MFA policies needs and MiniStack 1.5.33 lacks.

MiniStack (MIT) is the local AWS: it checks signatures, evaluates the policies of the caller, and runs
CloudFormation. This file starts it, after adding what is below. All of it is a model of AWS that this
project wrote from AWS's documentation. It shows that the policies hang together and can be deployed; it is no
evidence of what AWS does.

    section                     what AWS does, and MiniStack does not
    --------------------------  ---------------------------------------------------------------------------
    CloudFormation resources    AWS::IAM::Group, AWS::IAM::UserToGroupAddition, AWS::Config::ConfigRule and
                                AWS::Athena::NamedQuery, which refuses a query that is longer than Athena's quota
    Import of a group           CreateChangeSet imports it, and GetTemplateSummary tells by which property a
                                resource is imported
    Alarms on metric math       kept as alarms on the first metric; none goes off
    Status of a resource        DescribeStackResource tells what is being done to it at this moment
    Renaming a group            iam:UpdateGroup
    Virtual MFA devices         a base32 seed; EnableMFADevice asks for two consecutive codes of the device
    Other MFA devices           passkeys and hardware devices, by their serial numbers; no list has them
    MFA sessions                GetSessionToken checks a code; its session has aws:MultiFactorAuthPresent true
                                and aws:MultiFactorAuthAge; every request has aws:ViaAWSService false
    Policy variables            ${aws:username} and ${aws:userid}
    Resources of IAM requests   devices, users and groups under a path, the group when somebody leaves it
    Quotas and conflicts        ten groups per user; a group in use cannot be deleted
    Paging                      ListUsers, GetGroup and ListVirtualMFADevices

Not modeled: console sign-in, calls that services make for a user (aws:ViaAWSService is never true), codes that
work only once, the user a call means when it names none, and two server-side rules of AWS: a GetSessionToken
session without MFA may not call IAM at all, and a user who has a device needs it to enable another.

It patches private names of MiniStack, so it refuses to run with any other version.

Run it with `GATEWAY_PORT=4566 BIND_HOST=127.0.0.1 AUTH=true python shim.py`. With STOP_WITH_STDIN=true it ends,
with every process it started, when its standard input closes: it cannot outlive the process that started it.
"""

import base64
import contextvars
import dataclasses
import hashlib
import hmac
import importlib.metadata
import json
import os
import re
import signal
import struct
import sys
import threading
import time
from urllib.parse import parse_qs

MINISTACK_VERSION = "1.5.33"

if importlib.metadata.version("ministack") != MINISTACK_VERSION:
    sys.exit(f"shim.py patches MiniStack {MINISTACK_VERSION}, but {importlib.metadata.version('ministack')} is installed")

from ministack.core import iam_actions, iam_evaluator  # noqa: E402
from ministack.core.responses import get_account_id  # noqa: E402
from ministack.services import athena, config, iam, sts  # noqa: E402
from ministack.services.cloudformation import changesets, handlers, provisioners, stacks  # noqa: E402

# --- CloudFormation resources ------------------------------------------------------------------------------


def call(handler, params, resource_type, change):
    """Calls the handler of an API, and fails the CloudFormation resource if it answers with an error."""
    status, _headers, body = handler(params)
    if status >= 400:
        provisioners._rds_raise(status, body, resource_type, change)


GROUP = "AWS::IAM::Group"


def create_group_resource(logical_id, props, stack_name):
    name = props.get("GroupName") or provisioners._physical_name(stack_name, logical_id, max_len=128)
    call(iam._create_group, {"GroupName": name, "Path": props.get("Path", "/")}, GROUP, "create")
    apply_group_policies(name, {}, props, "create")
    return name, {"Arn": iam._groups[name]["Arn"]}


def update_group_resource(name, old_props, new_props, stack_name, logical_id=None):
    apply_group_policies(name, old_props, new_props, "update")
    return name, {"Arn": iam._groups[name]["Arn"]}


def delete_group_resource(name, props):
    if name in iam._groups:
        apply_group_policies(name, props, {}, "delete")
        call(delete_group, {"GroupName": name}, GROUP, "delete")


def apply_group_policies(name, old_props, new_props, change):
    """Brings the managed and inline policies of a group from the old template to the new one."""
    old_arns, new_arns = (set(props.get("ManagedPolicyArns") or []) for props in (old_props, new_props))
    for arn in sorted(old_arns - new_arns):
        call(iam._detach_group_policy, {"GroupName": name, "PolicyArn": arn}, GROUP, change)
    for arn in sorted(new_arns - old_arns):
        call(iam._attach_group_policy, {"GroupName": name, "PolicyArn": arn}, GROUP, change)

    old_inline, new_inline = (
        {policy["PolicyName"]: policy["PolicyDocument"] for policy in props.get("Policies") or []}
        for props in (old_props, new_props)
    )
    for policy_name in sorted(old_inline.keys() - new_inline.keys()):
        call(iam._delete_group_policy, {"GroupName": name, "PolicyName": policy_name}, GROUP, change)
    for policy_name, document in new_inline.items():
        params = {"GroupName": name, "PolicyName": policy_name, "PolicyDocument": json.dumps(document)}
        call(iam._put_group_policy, params, GROUP, change)


ADDITION = "AWS::IAM::UserToGroupAddition"


def create_addition_resource(logical_id, props, stack_name):
    change_members(props["GroupName"], [], props["Users"], "create")
    return provisioners._physical_name(stack_name, logical_id, max_len=128), {}


def update_addition_resource(physical_id, old_props, new_props, stack_name, logical_id=None):
    """Another group is no replacement: the users of the old list leave the old group in the update itself."""
    if old_props["GroupName"] == new_props["GroupName"]:
        change_members(new_props["GroupName"], old_props["Users"], new_props["Users"], "update")
    else:
        change_members(new_props["GroupName"], [], new_props["Users"], "update")
        change_members(old_props["GroupName"], old_props["Users"], [], "update")
    return physical_id, {}


def delete_addition_resource(physical_id, props):
    change_members(props["GroupName"], props["Users"], [], "delete")


def change_members(group_name, old_users, new_users, change):
    """Who is on neither list stays as they are. A user who is gone by now needs no removal."""
    for user_name in sorted(set(old_users) - set(new_users)):
        if group_name in iam._groups and user_name in iam._groups[group_name]["Users"]:
            call(iam._remove_user_from_group, {"GroupName": group_name, "UserName": user_name}, ADDITION, change)
    for user_name in sorted(set(new_users) - set(old_users)):
        call(add_user_to_group, {"GroupName": group_name, "UserName": user_name}, ADDITION, change)


CONFIG_RULE = "AWS::Config::ConfigRule"


def create_config_rule_resource(logical_id, props, stack_name):
    name = props.get("ConfigRuleName") or provisioners._physical_name(stack_name, logical_id, max_len=128)
    call(config._put_config_rule, {"ConfigRule": {**props, "ConfigRuleName": name}}, CONFIG_RULE, "create")
    rule = config._config_rules[name]
    return name, {"Arn": rule["ConfigRuleArn"], "ConfigRuleId": rule["ConfigRuleId"]}


def update_config_rule_resource(name, old_props, new_props, stack_name, logical_id=None):
    return create_config_rule_resource(logical_id, {**new_props, "ConfigRuleName": name}, stack_name)


def delete_config_rule_resource(name, props):
    config._delete_config_rule({"ConfigRuleName": name})


NAMED_QUERY = "AWS::Athena::NamedQuery"
MAX_QUERY_BYTES = 262144


def create_named_query_resource(logical_id, props, stack_name):
    if not 0 < len(props["QueryString"].encode()) <= MAX_QUERY_BYTES:
        raise ValueError(f"{NAMED_QUERY} create failed: queryString has {len(props['QueryString'].encode())} bytes")
    if props["WorkGroup"] not in athena._workgroups:
        raise ValueError(f"{NAMED_QUERY} create failed: WorkGroup {props['WorkGroup']} is not found")
    _status, _headers, body = athena._create_named_query(props)
    query_id = json.loads(body)["NamedQueryId"]
    return query_id, {"NamedQueryId": query_id}


def update_named_query_resource(query_id, old_props, new_props, stack_name, logical_id=None):
    """Whatever changes, AWS replaces the query."""
    created = create_named_query_resource(logical_id, new_props, stack_name)
    delete_named_query_resource(query_id, old_props)
    return created


def delete_named_query_resource(query_id, props):
    athena._delete_named_query({"NamedQueryId": query_id})


provisioners._RESOURCE_HANDLERS[GROUP] = {
    "create": create_group_resource,
    "update": update_group_resource,
    "update_with_logical_id": True,
    "delete": delete_group_resource,
}
provisioners._RESOURCE_HANDLERS[ADDITION] = {
    "create": create_addition_resource,
    "update": update_addition_resource,
    "update_with_logical_id": True,
    "delete": delete_addition_resource,
}
provisioners._RESOURCE_HANDLERS[CONFIG_RULE] = {
    "create": create_config_rule_resource,
    "update": update_config_rule_resource,
    "update_with_logical_id": True,
    "delete": delete_config_rule_resource,
}
provisioners._RESOURCE_HANDLERS[NAMED_QUERY] = {
    "create": create_named_query_resource,
    "update": update_named_query_resource,
    "update_with_logical_id": True,
    "delete": delete_named_query_resource,
}
provisioners._REPLACING_PROPERTIES[GROUP] = ("GroupName",)
provisioners._REPLACING_PROPERTIES[ADDITION] = ()
provisioners._REPLACING_PROPERTIES[CONFIG_RULE] = ("ConfigRuleName",)

# --- Import of a group ---------------------------------------------------------------------------------------

ministack_get_template_summary = handlers._get_template_summary


def import_group_resource(identifier):
    name = identifier["GroupName"]
    return name, {"Arn": iam._groups[name]["Arn"]}


def group_import_problem(name):
    return None if name in iam._groups else changesets._IMPORT_NOT_FOUND.format(type=GROUP, value=name)


def get_template_summary(params):
    """For each type whose import is known: its resources, and the properties that identify one."""
    status, response_headers, body = ministack_get_template_summary(params)
    template_body, error = handlers._resolve_template(params)
    if status != 200 or error or not template_body:
        return status, response_headers, body
    logical_ids = {}
    for logical_id, resource in handlers._parse_template(template_body)["Resources"].items():
        if resource["Type"] in changesets._IMPORT_LOOKUPS:
            logical_ids.setdefault(resource["Type"], []).append(logical_id)
    summaries = "".join(
        f"<member><ResourceType>{resource_type}</ResourceType><LogicalResourceIds>{listed(ids)}</LogicalResourceIds>"
        f"<ResourceIdentifiers>{listed(changesets._IMPORT_LOOKUPS[resource_type][0])}</ResourceIdentifiers></member>"
        for resource_type, ids in logical_ids.items())
    end = "</GetTemplateSummaryResult>"
    inserted = f"<ResourceIdentifierSummaries>{summaries}</ResourceIdentifierSummaries>{end}"
    return status, response_headers, body.replace(end.encode(), inserted.encode())


def listed(values):
    return "".join(f"<member>{value}</member>" for value in values)


provisioners._RESOURCE_HANDLERS[GROUP]["import"] = import_group_resource
changesets._IMPORT_LOOKUPS[GROUP] = (("GroupName",), group_import_problem)
handlers._ACTION_HANDLERS["GetTemplateSummary"] = get_template_summary

# --- Alarms on metric math -------------------------------------------------------------------------------------

ministack_metric_alarm_record = provisioners._cw_metric_alarm_record


def metric_alarm_record(name, props):
    """No alarm goes off here, so one on an expression is kept as one on its first metric."""
    stats = [metric["MetricStat"] for metric in props.get("Metrics") or [] if "MetricStat" in metric]
    if stats:
        metric = stats[0]["Metric"]
        props = {key: value for key, value in props.items() if key != "Metrics"} | {
            "Namespace": metric["Namespace"], "MetricName": metric["MetricName"], "Dimensions": metric.get("Dimensions", []),
            "Statistic": stats[0]["Stat"], "Period": stats[0]["Period"],
        }
    return ministack_metric_alarm_record(name, props)


provisioners._cw_metric_alarm_record = metric_alarm_record

# --- Status of a resource ------------------------------------------------------------------------------------

statuses = {}
ministack_add_event = stacks._add_event
ministack_describe_stack_resource = handlers._describe_stack_resource


def add_event(stack_id, stack_name, logical_id, resource_type, status, *args, **kwargs):
    statuses[stack_id, logical_id] = (resource_type, status)
    return ministack_add_event(stack_id, stack_name, logical_id, resource_type, status, *args, **kwargs)


def describe_stack_resource(params):
    """MiniStack keeps the status that a resource had before, and in a rollback has none of those that are not there yet."""
    logical_id = handlers._p(params, "LogicalResourceId")
    known = statuses.get((handlers._p(params, "StackName"), logical_id))
    if known is None:
        return ministack_describe_stack_resource(params)
    detail = f"<LogicalResourceId>{logical_id}</LogicalResourceId><ResourceType>{known[0]}</ResourceType><ResourceStatus>{known[1]}</ResourceStatus>"
    return handlers._xml(200, "DescribeStackResourceResponse",
                         f"<DescribeStackResourceResult><StackResourceDetail>{detail}</StackResourceDetail></DescribeStackResourceResult>")


stacks._add_event = add_event
handlers._ACTION_HANDLERS["DescribeStackResource"] = describe_stack_resource

# --- Renaming a group --------------------------------------------------------------------------------------


def update_group(params):
    """iam:UpdateGroup: another name, which is another ARN."""
    old_name = iam._p(params, "GroupName")
    new_name = iam._p(params, "NewGroupName") or old_name
    group = iam._groups.get(old_name)
    if group is None:
        return iam._error(404, "NoSuchEntity", f"The group with name {old_name} cannot be found.")
    if new_name != old_name and new_name in iam._groups:
        return iam._error(409, "EntityAlreadyExists", f"Group with name {new_name} already exists.")
    path = iam._p(params, "NewPath") or group["Path"]
    iam._groups.pop(old_name)
    iam._groups[new_name] = {
        **group,
        "GroupName": new_name,
        "Path": path,
        "Arn": f"arn:aws:iam::{get_account_id()}:group{path}{new_name}",
    }
    inline_policies = iam._group_inline_policies.pop(old_name, None)
    if inline_policies:
        iam._group_inline_policies[new_name] = inline_policies
    return iam._xml(200, "UpdateGroupResponse", "")


# --- Virtual MFA devices -----------------------------------------------------------------------------------

TOTP_SECONDS = 30


def totp(seed, step):
    """The code of a seed at a time step (RFC 6238: SHA-1, six digits)."""
    digest = hmac.new(base64.b32decode(seed), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def current_step():
    return int(time.time() // TOTP_SECONDS)


def is_code_now(device, code):
    steps = range(current_step() - 1, current_step() + 2)
    return any(totp(device["Base32StringSeed"], step) == code for step in steps)


def are_consecutive_codes(device, first, second):
    seed = device["Base32StringSeed"]
    steps = range(current_step() - 3, current_step() + 1)
    return any(totp(seed, step) == first and totp(seed, step + 1) == second for step in steps)


ministack_create_virtual_mfa_device = iam._create_virtual_mfa_device
ministack_enable_mfa_device = iam._enable_mfa_device


def create_virtual_mfa_device(params):
    """MiniStack's seed is no base32, so no authenticator app can use it: replaces it."""
    known = set(iam._mfa_devices)
    status, headers, body = ministack_create_virtual_mfa_device(params)
    for serial in set(iam._mfa_devices) - known:
        device = iam._mfa_devices[serial]
        seed = base64.b32encode(os.urandom(20)).decode()
        body = body.replace(base64.b64encode(device["Base32StringSeed"].encode()), base64.b64encode(seed.encode()))
        device["Base32StringSeed"] = seed
    return status, headers, body


def enable_mfa_device(params):
    device = iam._mfa_devices.get(iam._p(params, "SerialNumber"))
    codes = (iam._p(params, "AuthenticationCode1"), iam._p(params, "AuthenticationCode2"))
    if device and not device["User"] and not are_consecutive_codes(device, *codes):
        return iam._error(403, "InvalidAuthenticationCode", "Authentication code for device is not valid")
    return ministack_enable_mfa_device(params)


# --- Other MFA devices -------------------------------------------------------------------------------------

# A passkey is enrolled in the console, where nobody can look on, and the vendor alone knows the seed of a hardware device:
# EnableMFADevice with such a serial number stands in for both, and takes any codes.
OTHER_DEVICE = re.compile(r"arn:aws:iam::\d{12}:u2f/user/.+|[A-Z]{4}\d{8}")

ministack_deactivate_mfa_device = iam._deactivate_mfa_device
ministack_list_virtual_mfa_devices = iam._list_virtual_mfa_devices


def enable_any_mfa_device(params):
    serial = iam._p(params, "SerialNumber")
    if not OTHER_DEVICE.fullmatch(serial) or serial in iam._mfa_devices:
        return enable_mfa_device(params)
    iam._mfa_devices[serial] = {"SerialNumber": serial, "User": None, "EnableDate": None}
    status, headers, body = ministack_enable_mfa_device(params)
    if status != 200:
        del iam._mfa_devices[serial]
    return status, headers, body


def deactivate_mfa_device(params):
    status, headers, body = ministack_deactivate_mfa_device(params)
    serial = iam._p(params, "SerialNumber")
    if status == 200 and OTHER_DEVICE.fullmatch(serial):
        del iam._mfa_devices[serial]
    return status, headers, body


def list_virtual_mfa_devices(params):
    """MiniStack lists every device that it knows."""
    status, headers, body = ministack_list_virtual_mfa_devices(params)
    text = body.decode()
    for member in outer_members(text):
        if OTHER_DEVICE.fullmatch(re.search("<SerialNumber>(.*?)</SerialNumber>", member)[1]):
            text = text.replace(member, "")
    return status, headers, text.encode()


# --- MFA sessions ------------------------------------------------------------------------------------------

# Set while a GetSessionToken call with a right code is being answered.
code_was_right = contextvars.ContextVar("code_was_right", default=False)

ministack_sts_request = sts.handle_request
ministack_register_session = sts.register_session
ministack_principal_keys = iam_evaluator._principal_keys


async def sts_request(method, path, headers, body, query_params):
    """Checks the code of GetSessionToken, of which MiniStack takes no notice."""
    params = {**parse_qs((body or b"").decode("utf-8", "replace")), **(query_params or {})}
    if iam._p(params, "Action") != "GetSessionToken" or not iam._p(params, "SerialNumber"):
        return await ministack_sts_request(method, path, headers, body, query_params)

    caller = sts._caller_identity(headers, query_params)
    device = iam._mfa_devices.get(iam._p(params, "SerialNumber"))
    own = isinstance(caller, dict) and device is not None and device["User"] == caller["principalName"]
    if not own or not is_code_now(device, iam._p(params, "TokenCode")):
        message = "MultiFactorAuthentication failed with invalid MFA one time pass code."
        return iam._error(403, "AccessDenied", message, ns="sts")

    token = code_was_right.set(True)
    try:
        return await ministack_sts_request(method, path, headers, body, query_params)
    finally:
        code_was_right.reset(token)


def register_session(access_key, session):
    if code_was_right.get():
        session["MfaTime"] = time.time()
    ministack_register_session(access_key, session)


def principal_keys(credential):
    """MiniStack says aws:MultiFactorAuthPresent false for every session, and nothing for an access key."""
    keys = ministack_principal_keys(credential)
    keys["aws:viaawsservice"] = "false"
    session = sts._sessions.get(credential.access_key_id) or {}
    if "MfaTime" in session:
        keys["aws:multifactorauthpresent"] = "true"
        keys["aws:multifactorauthage"] = str(int(time.time() - session["MfaTime"]))
    return keys


sts.handle_request = sts_request
sts.register_session = register_session
sts._principal_keys = iam_evaluator._principal_keys = principal_keys

# --- Policy variables --------------------------------------------------------------------------------------

ministack_gather_user_policies = iam_evaluator._gather_user_policies


def gather_user_policies(user_name, account_id):
    user = iam._users.get_scoped(account_id, None, user_name) or {}
    variables = {"aws:username": user_name, "aws:userid": user.get("UserId", "")}
    return [
        [
            dataclasses.replace(
                statement,
                resources=with_variables(statement.resources, variables),
                not_resources=with_variables(statement.not_resources, variables),
                conditions=with_variables(statement.conditions, variables),
            )
            for statement in policy
        ]
        for policy in ministack_gather_user_policies(user_name, account_id)
    ]


def with_variables(value, variables):
    if isinstance(value, str):
        return re.sub(r"\$\{([^}]+)\}", lambda match: variables.get(match[1].lower(), match[0]), value)
    if isinstance(value, list):
        return [with_variables(item, variables) for item in value]
    if isinstance(value, dict):
        return {key: with_variables(item, variables) for key, item in value.items()}
    return value


iam_evaluator._gather_user_policies = gather_user_policies

# --- Resources of IAM requests -----------------------------------------------------------------------------

ministack_extract_resource_arn = iam_actions.extract_resource_arn


def extract_resource_arn(service, method, path, headers, body, query_params, region, account_id):
    """The ARN that IAM authorizes a request on. A path is part of an ARN, and only the stored entity knows it."""
    if service != "iam":
        return ministack_extract_resource_arn(service, method, path, headers, body, query_params, region, account_id)
    action = iam._p(query_params, "Action")
    if action == "CreateVirtualMFADevice":
        device_path = iam._p(query_params, "Path") or "/"
        return f"arn:aws:iam::{account_id}:mfa{device_path}{iam._p(query_params, 'VirtualMFADeviceName')}"
    if action == "DeleteVirtualMFADevice":
        return iam._p(query_params, "SerialNumber")
    # The group first: joining and leaving are authorized on the group, not on the user.
    for kind, param, entities in (
        ("group", "GroupName", iam._groups),
        ("user", "UserName", iam._users),
        ("role", "RoleName", iam._roles),
    ):
        name = iam._p(query_params, param)
        if name:
            return (entities.get(name) or {}).get("Arn") or f"arn:aws:iam::{account_id}:{kind}/{name}"
    return iam._p(query_params, "PolicyArn") or "*"


iam_actions.extract_resource_arn = extract_resource_arn

# --- Quotas and conflicts ----------------------------------------------------------------------------------

GROUPS_PER_USER = 10

ministack_add_user_to_group = iam._add_user_to_group
ministack_delete_group = iam._delete_group


def add_user_to_group(params):
    group_name, user_name = iam._p(params, "GroupName"), iam._p(params, "UserName")
    joined = [name for name, group in iam._groups.items() if user_name in group["Users"]]
    if group_name in iam._groups and group_name not in joined and len(joined) >= GROUPS_PER_USER:
        return iam._error(409, "LimitExceeded", f"Cannot exceed quota for GroupsPerUser: {GROUPS_PER_USER}")
    return ministack_add_user_to_group(params)


def delete_group(params):
    group = iam._groups.get(iam._p(params, "GroupName")) or {}
    if group.get("Users"):
        return iam._error(409, "DeleteConflict", "Cannot delete entity, must remove users from group first.")
    if group.get("AttachedPolicies"):
        return iam._error(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.")
    return ministack_delete_group(params)


iam._add_user_to_group = add_user_to_group
iam._delete_group = delete_group

# --- Paging ------------------------------------------------------------------------------------------------

DEFAULT_PAGE = 100


def paged(handler, list_tag):
    """Cuts the list in the answer of a handler to the page that the request asks for."""

    def handle(params):
        status, headers, body = handler(params)
        text = body.decode()
        found = re.search(rf"<{list_tag}>(.*)</{list_tag}>", text, re.S)
        if status != 200 or not found:
            return status, headers, body
        members = outer_members(found[1])
        start, size = int(iam._p(params, "Marker") or 0), int(iam._p(params, "MaxItems") or DEFAULT_PAGE)
        end = start + size
        text = text[: found.start(1)] + "".join(members[start:end]) + text[found.end(1) :]
        if end < len(members):
            marker = f"<IsTruncated>true</IsTruncated><Marker>{end}</Marker>"
            text = text.replace("<IsTruncated>false</IsTruncated>", marker)
        return status, headers, text.encode()

    return handle


def outer_members(xml):
    """The `<member>` elements of a list, and not those of the lists in them."""
    members, depth, start = [], 0, 0
    for tag in re.finditer(r"<(/?)member>", xml):
        if tag[1]:
            depth -= 1
            if depth == 0:
                members.append(xml[start : tag.end()])
        else:
            start = tag.start() if depth == 0 else start
            depth += 1
    return members


# --- The IAM API -------------------------------------------------------------------------------------------

iam._IAM_HANDLERS.update(
    {
        "UpdateGroup": update_group,
        "CreateVirtualMFADevice": create_virtual_mfa_device,
        "EnableMFADevice": enable_any_mfa_device,
        "DeactivateMFADevice": deactivate_mfa_device,
        "AddUserToGroup": add_user_to_group,
        "DeleteGroup": delete_group,
        "ListUsers": paged(iam._list_users, "Users"),
        "GetGroup": paged(iam._get_group, "Users"),
        "ListVirtualMFADevices": paged(list_virtual_mfa_devices, "VirtualMFADevices"),
    }
)

# --- Start -------------------------------------------------------------------------------------------------


def stop_with_stdin():
    while os.read(0, 1024):
        pass
    # The group is ours only if we lead it; otherwise it is that of a shell.
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(0)


if __name__ == "__main__":
    if os.environ.get("STOP_WITH_STDIN") == "true":
        threading.Thread(target=stop_with_stdin, daemon=True).start()
    from ministack.app import main

    main()
