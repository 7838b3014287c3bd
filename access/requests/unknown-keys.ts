/**
 * The condition keys that a kind of request does not fix: they may have any value.
 *
 * Source: IAM User Guide, "AWS global condition context keys", where each key has a paragraph "Availability".
 */
import type { Partition } from './example-account';
import { REQUESTS, type RequestKind, type RequestName } from './request-kinds';

/** What makes a request one of an IAM user, of whatever kind it is. */
const OF_EVERY_KIND = ['aws:PrincipalType', 'aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:username'];

/** What AWS sends with each request of a user, and no row says. */
export const SENT_WITH_ALL = { 'aws:SecureTransport': 'true', 'aws:PrincipalIsAWSService': 'false' };

/** Actions that may come without TLS: the endpoints of these services take HTTP (AWS General Reference). */
export const TAKES_HTTP = /^(?:dynamodb|ec2|s3):/;

/** The Region of the endpoint that is called. */
export const REGION = 'aws:requestedregion';

/** In every request, with a value that no kind of request says. */
const ALWAYS_SENT = new Set(['aws:currenttime', 'aws:epochtime', REGION, 'aws:userid']);

/** Only the kinds of request from elsewhere fix it. */
const ORGANIZATION = 'aws:PrincipalOrgID';

/** In lower case. A request either carries such a key with the value of its kind, or does not carry it. */
export const FIXED_KEYS: ReadonlySet<string> = new Set(
  [...OF_EVERY_KIND, ...Object.keys(SENT_WITH_ALL), ...Object.values(REQUESTS).flatMap(({ context }) => Object.keys(context))]
    .filter((key) => key !== ORGANIZATION).map((key) => key.toLowerCase()));

/** "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast": "not present when the principal makes the call directly". */
const OF_SERVICES = ['aws:calledvia', 'aws:calledviafirst', 'aws:calledvialast'];
/** "aws:TokenIssueTime": "only when the principal uses temporary credentials". */
const OF_TEMPORARY_CREDENTIALS = 'aws:tokenissuetime';

/** "Properties of a role session". Whether a call of `sts:AssumeRole` carries aws:SourceIdentity, which it sets, is not said clearly. */
const OF_ROLE_SESSIONS = new Set([
  'aws:assumedroot', 'aws:chatbotsourcearn', 'aws:ec2instancesourceprivateipv4', 'aws:ec2instancesourcevpc', 'aws:federatedprovider',
  'codebuild:buildarn', 'codebuild:projectarn', 'ec2:roledelivery', 'ec2:sourceinstancearn', 'glue:credentialissuingservice', 'glue:roleassumedby',
  'lambda:sourcefunctionarn', 'ssm:sourceinstancearn',
]);
/** "only when the call to your resource is being made directly by an AWS service principal". */
const OF_SERVICE_PRINCIPALS = new Set([
  'aws:principalservicename', 'aws:principalservicenameslist', 'aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths',
]);

/** Whether AWS documents that a kind of request does not carry a key; in lower case. What a managed MCP server sends along is not known. */
export function isNeverSent(key: string, request: RequestName): boolean {
  const { context }: RequestKind = REQUESTS[request];
  const isDirect = context['aws:ViaAWSService'] === 'false' && context['aws:ViaAWSMCPService'] === undefined;
  const isOfRole = context['aws:PrincipalType'] === 'AssumedRole';
  return (isDirect && OF_SERVICES.includes(key)) || (request === 'access key' && key === OF_TEMPORARY_CREDENTIALS)
    || OF_SERVICE_PRINCIPALS.has(key) || (!isOfRole && OF_ROLE_SESSIONS.has(key));
}

/** What the keys begin with of the tags of who asks. */
export const TAG_KEY = 'aws:principaltag/';

/** Long-term credentials beside access keys, and what acts for a key: AWS does not document whether their requests carry it. */
const OF_OTHER_CREDENTIALS: readonly RequestName[] = ['SSH key', 'Bedrock API key', 'MCP, no MFA key'];

/** Services with a single endpoint: IAM User Guide, "AWS: Denies access to AWS based on the requested Region". */
const GLOBAL_SERVICES = /^(?:cloudfront|iam|route53|support):/i;

export function isOfGlobalService(action: string): boolean {
  return GLOBAL_SERVICES.test(action);
}

/** "aws:RequestedRegion": "IAM calls are always made to the us-east-1 Region". That is not said of other partitions. */
export function regionOfGlobalServices(partition: Partition): Readonly<Record<string, string>> {
  return partition === 'aws' ? { [REGION]: 'us-east-1' } : {};
}

/** Whether a value that the reader knows of a key may hold for a kind of request; in lower case. */
export function mayBeTold(key: string, request: RequestName): boolean {
  const isOfOthers = key === OF_TEMPORARY_CREDENTIALS && OF_OTHER_CREDENTIALS.includes(request);
  return !isNeverSent(key, request) && !isOfOthers && !isChosenByCaller(key, request);
}

/** `sts:GetFederationToken` takes tags and a name for the session, whatever the user has, and makes its id of the name; the key in lower case. */
export function isChosenByCaller(key: string, request: RequestName): boolean {
  const { context }: RequestKind = REQUESTS[request];
  return context['aws:PrincipalType'] === 'FederatedUser' && (key.startsWith(TAG_KEY) || key === 'aws:userid');
}

/** What keys begin with that AWS does not have. They stand for the text of a managed policy, the effect of a statement, and what a template refers to. */
export const POLICY_KEY = 'policy:';
export const STATEMENT_KEY = 'statement:';
export const TEMPLATE_KEY = 'template:';

export function isPolicyKey(key: string): boolean {
  return key.startsWith(POLICY_KEY);
}

export function isStatementKey(key: string): boolean {
  return key.startsWith(STATEMENT_KEY);
}

function isTemplateKey(key: string): boolean {
  return key.startsWith(TEMPLATE_KEY);
}

/** How often AWS sends a key that no kind of request fixes; in lower case. What a template refers to, CloudFormation always fills in; a policy always says something, and a statement always has an effect or none. */
export function presenceOf(key: string): 'always' | 'sometimes' {
  return ALWAYS_SENT.has(key) || isTemplateKey(key) || isPolicyKey(key) || isStatementKey(key) ? 'always' : 'sometimes';
}
