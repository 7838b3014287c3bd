/**
 * Records of denied requests as they stand in the log of a trail, and whether one of our policies is what denied them.
 *
 * The forms of the message are those of the IAM User Guide, the Amazon S3 User Guide, and Amazon EC2's answers.
 */
import { ACCOUNT, IAM_USER } from './identities';

const POLICY = `arn:aws:iam::${ACCOUNT}:policy/cdk-iam-mfa/Stack-DevelopersRequireMfaPolicy0123`;
const OTHERS = `arn:aws:iam::${ACCOUNT}:policy/deny-regions`;
const USER = `User: arn:aws:iam::${ACCOUNT}:user/ann is not authorized to perform:`;

function refusal(service: string, eventName: string, errorCode: string | undefined, errorMessage: string | undefined): object {
  return {
    eventVersion: '1.11',
    userIdentity: { ...IAM_USER, accessKeyId: 'ASIAEXAMPLE', sessionContext: { attributes: { creationDate: '2026-09-01T08:00:00Z', mfaAuthenticated: 'false' } } },
    eventTime: '2026-09-01T08:00:00Z',
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: 'eu-north-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
    ...(errorCode === undefined ? {} : { errorCode, errorMessage }),
    requestParameters: null,
    responseElements: null,
    eventID: '01234567-89ab-cdef-0123-456789abcdef',
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
  };
}

const EXPLICITLY = 'with an explicit deny in an identity-based policy';

export const REFUSALS: [string, boolean, object][] = [
  ['IAM, by ours', true, refusal('iam', 'ListUsers', 'AccessDenied', `${USER} iam:ListUsers on resource: arn:aws:iam::${ACCOUNT}:user/ ${EXPLICITLY}: ${POLICY}`)],
  ['a JSON service, by ours', true, refusal('lambda', 'ListFunctions20150331', 'AccessDeniedException', `${USER} lambda:ListFunctions on resource: * ${EXPLICITLY}: ${POLICY}`)],
  ['EC2, by ours', true, refusal('ec2', 'RunInstances', 'Client.UnauthorizedOperation',
    `You are not authorized to perform this operation. ${USER} ec2:RunInstances on resource: arn:aws:ec2:eu-north-1:${ACCOUNT}:instance/* ${EXPLICITLY}: ${POLICY}. `
    + 'Encoded authorization failure message: AbCd')],
  ['S3, by ours', true, refusal('s3', 'ListBuckets', 'AccessDenied', `${USER} s3:ListAllMyBuckets ${EXPLICITLY}, with policy ARN: ${POLICY}`)],
  ['with a link to the details, by ours', true, refusal('iam', 'CreateInstanceProfile', 'AccessDenied',
    `${USER} iam:CreateInstanceProfile on resource: arn:aws:iam::${ACCOUNT}:instance-profile/p ${EXPLICITLY}: ${POLICY}.\nGo to https://us-east-1.console.aws.amazon.com/iam/home for complete details`)],
  ['by ours, in China', true, refusal('ec2', 'StopInstances', 'Client.UnauthorizedOperation', `${USER} ec2:StopInstances ${EXPLICITLY}: ${POLICY.replace('arn:aws:', 'arn:aws-cn:')}`)],
  ['by ours, in a member account of the organization', true, refusal('sqs', 'ListQueues', 'AccessDenied', `${USER} sqs:ListQueues ${EXPLICITLY}: ${POLICY.replace(ACCOUNT, '222222222222')}`)],
  ['by another policy', false, refusal('sqs', 'ListQueues', 'AccessDenied', `${USER} sqs:ListQueues ${EXPLICITLY}: ${OTHERS}`)],
  ['by a policy that the message does not name', false, refusal('sqs', 'ListQueues', 'AccessDenied', `${USER} sqs:ListQueues ${EXPLICITLY}`)],
  ['because nothing allows it, on ours', false, refusal('iam', 'DeletePolicy', 'AccessDenied',
    `${USER} iam:DeletePolicy on resource: policy ${POLICY} because no identity-based policy allows the iam:DeletePolicy action`)],
  ['by a service control policy, on ours', false, refusal('iam', 'DeletePolicy', 'AccessDenied',
    `${USER} iam:DeletePolicy on resource: policy ${POLICY} with an explicit deny in a service control policy: arn:aws:organizations::${ACCOUNT}:policy/o-abc/service_control_policy/p-abc`)],
  ['for another reason', false, refusal('iam', 'GetPolicy', 'NoSuchEntityException', `Policy ${POLICY} was not found.`)],
  ['not at all', false, refusal('iam', 'ListPolicies', undefined, undefined)],
];
