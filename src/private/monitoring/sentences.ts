/**
 * What the topic says of an event. EventBridge fills in the fields, and leaves out those that an event lacks. It escapes
 * nothing, so no field may hold free text of the caller: no user agent, no policy document.
 */
import { aws_events as events } from 'aws-cdk-lib';

export function changeSentence(): string {
  return sentence(`with ${detail('requestParameters')}`);
}

/** Each of these calls is on a policy or on a group. */
export function newDocumentSentence(): string {
  return sentence(`on ${detail('requestParameters.policyArn')}${detail('requestParameters.groupName')}`);
}

/** Each of these calls has one of the names. */
export function tamperingSentence(): string {
  const names = ['name', 'trailName', 'rule', 'functionName'].map((name) => detail(`requestParameters.${name}`));
  return sentence(`of ${detail('eventSource')} on ${names.join('')}`);
}

/** The call may name further alarms, in the words of the caller. */
export function alarmSentence(alarmNames: string[]): string {
  return sentence(`of ${detail('eventSource')} on ${alarmNames.join(' or ')}`);
}

/** Each of these calls is on a role or on one of its policies. */
export function roleSentence(): string {
  return sentence(`of ${detail('eventSource')} on the role ${detail('requestParameters.roleName')}`);
}

/** Whom or what it was to change stands in the message of AWS. */
export function refusalSentence(): string {
  return `${sentence(`of ${detail('eventSource')}`)} AWS refused it with ${detail('errorCode')}: ${detail('errorMessage')}`;
}

export function findingSentence(): string {
  return `The rule ${detail('configRuleName')} of AWS Config found ${detail('resourceType')} ${detail('resourceId')} to be `
    + `${detail('newEvaluationResult.complianceType')} at ${detail('notificationCreationTime')}, in account ${detail('awsAccountId')}, Region ${detail('awsRegion')}.`;
}

function sentence(what: string): string {
  return `${detail('userIdentity.type')} ${detail('userIdentity.arn')} called ${detail('eventName')} ${what} from ${detail('sourceIPAddress')} `
    + `at ${detail('eventTime')}, in account ${events.EventField.account}. CloudTrail has it as event ${detail('eventID')} in Region ${detail('awsRegion')}.`;
}

function detail(path: string): string {
  return events.EventField.fromPath(`$.detail.${path}`);
}
