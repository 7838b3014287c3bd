/**
 * What the topic says of an event. EventBridge fills in the fields, and leaves out those that an event lacks. It escapes nothing, and
 * delivers nothing that is not JSON. So each field is one that AWS writes, or checks before a call succeeds, and none may hold a quotation
 * mark or a backslash. ARNs may: IAM allows both in paths. So may whole objects, names of alarms and messages of AWS.
 */
import { aws_events as events } from 'aws-cdk-lib';

/** Devices and managed policies are named by ARN in some of these calls. Then the record in CloudTrail tells. */
export function changeSentence(): string {
  return sentence(`(user: ${parameter('userName')}, group: ${parameter('groupName')}, device: ${parameter('virtualMFADeviceName')}, `
    + `new name: ${parameter('newUserName')}${parameter('newGroupName')}, policy: ${parameter('policyName')}, version: ${parameter('versionId')})`);
}

/** An inline policy of a group, or a managed policy, of which there is no name but in its ARN. */
export function newDocumentSentence(): string {
  return sentence(`(group: ${parameter('groupName')}, inline policy: ${parameter('policyName')})`);
}

/** Each of these calls has one of the names. */
export function tamperingSentence(): string {
  return sentence(`of ${detail('eventSource')} on ${['name', 'trailName', 'rule', 'functionName'].map(parameter).join('')}`);
}

/** The call may name further alarms, in the words of the caller. */
export function alarmSentence(alarmNames: string[]): string {
  return sentence(`of ${detail('eventSource')} on ${alarmNames.join(' or ')}`);
}

/** Each of these calls is on a role, or on a managed policy of one. */
export function roleSentence(): string {
  return sentence(`of ${detail('eventSource')} (role: ${parameter('roleName')}, inline policy: ${parameter('policyName')})`);
}

/** Whom or what it was to change stands in the message of AWS, which is in the record. */
export function refusalSentence(): string {
  return `${sentence(`of ${detail('eventSource')}`)} AWS refused it with ${detail('errorCode')}.`;
}

export function findingSentence(): string {
  return `The rule ${detail('configRuleName')} of AWS Config found ${detail('resourceType')} ${detail('resourceId')} to be `
    + `${detail('newEvaluationResult.complianceType')} at ${detail('notificationCreationTime')}, in account ${detail('awsAccountId')}, Region ${detail('awsRegion')}.`;
}

function sentence(what: string): string {
  return `${caller()} called ${detail('eventName')} ${what} from ${detail('sourceIPAddress')} `
    + `at ${detail('eventTime')}, in account ${events.EventField.account}. CloudTrail has it as event ${detail('eventID')} in Region ${detail('awsRegion')}.`;
}

/** A user has a name. A session of a role has the name of the role, and its own behind the ID. The root user has neither. */
function caller(): string {
  const [type, name, role, account, id] = ['type', 'userName', 'sessionContext.sessionIssuer.userName', 'accountId', 'principalId']
    .map((field) => detail(`userIdentity.${field}`));
  return `${type}/${name}${role} of account ${account} (${id})`;
}

function parameter(name: string): string {
  return detail(`requestParameters.${name}`);
}

function detail(path: string): string {
  return events.EventField.fromPath(`$.detail.${path}`);
}
