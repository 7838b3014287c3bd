/** Values in records, as JavaScript and SQL both look for them. The patterns hold no backslash, so that they read the same in a text of SQL. */

/** A host name of AWS, in whatever partition: the call came through a service. */
export const SERVICE_HOST = '[.]amazonaws[.][a-z.]+$';

/** Records of the console had it until about 2018, and the browser's address. */
export const SIGN_IN_HOST = 'signin.amazonaws.com';

/** Also of a VPC endpoint. `AWS Internal/3` is none: whether IAM counts it as a service is not documented. */
export const ADDRESS = '^[0-9a-fA-F.:]+$';

/** A managed MCP server: aws-mcp.amazonaws.com and others with such a name. */
export const MCP_HOST = '(^|-)mcp[.]amazonaws[.]';

/** The console's own sign-in, as the service authorization reference names it. */
export const CONSOLE_CLIENT = '^arn:[^:]*:signin:::console/';

/** Of a user, or of a session that a user made. */
export const USER_ARN = ':user/|:federated-user/';

/** Of temporary credentials. A record with them and without a session has lost it. */
export const TEMPORARY_KEY = 'ASIA';

export const REFUSED_CODES = [
  'AccessDenied', 'AccessDeniedException', 'AuthorizationError', 'AuthorizationErrorException', 'Client.UnauthorizedAccess', 'Client.UnauthorizedOperation',
  'NotAuthorized', 'UnauthorizedAccess', 'UnauthorizedException', 'UnauthorizedOperation',
];
export const REFUSED_MESSAGE = 'is not authorized to perform';
/** Before it, in place of the ARN of the caller. */
export const CALLER = 'User';
export const DENIED_MESSAGE = 'explicit deny in an identity-based policy';
/** Another kind of policy denies it, or none allows it. */
export const REFUSED_OTHERWISE = 'explicit deny in (a|the) |because no ';

/** Types of event that are no requests. */
export const EVENT_TYPES: Readonly<Record<string, string>> = {
  AwsServiceEvent: 'service event',
  AwsVpceEvent: 'network activity',
  AwsVpceEvents: 'network activity',
  AwsAggregatedEvent: 'aggregated',
  AwsCloudTrailInsight: 'insight',
};
/** Steps of a sign-in to the console. Old records write the second. */
export const SIGN_IN_TYPES = ['AwsConsoleSignIn', 'AwsConsoleSignin'];
/** The first records of CloudTrail had no type. Of any other type, such as `AwsMcpEvent`, nothing says whether IAM judges the event. */
export const REQUEST_TYPES = ['', 'AwsApiCall', 'AwsConsoleAction', ...SIGN_IN_TYPES];

/** Events of the AWS MCP Server, which has no actions of IAM. What is called through it has records of its own. */
export const AWS_MCP_SERVER = 'aws-mcp.amazonaws.com';

/** Of the browser, in the session of a sign-in. A caller with credentials of IAM has other calls there, which end so. */
export const SIGN_IN_SOURCE = '^signin[.]';
export const WITH_CREDENTIALS = 'WithIAM$';

/** In place of an account, of a request that nobody signed. S3 takes such requests for public objects. */
export const ANONYMOUS = 'ANONYMOUS_PRINCIPAL';

/** Of a caller of another account, whom its record does not name. A user has an id of its own kind. */
export const ROLE_ID = 'AROA';

/** Types of identity that no policy of a user reaches. */
export const IDENTITY_TYPES: Readonly<Record<string, string>> = {
  Root: 'root',
  AssumedRole: 'role',
  Role: 'role',
  SAMLUser: 'role',
  WebIdentityUser: 'role',
  AWSService: 'AWS service',
  AWSAccount: 'other account',
  IdentityCenterUser: 'Identity Center',
  Directory: 'directory',
};

const ZONE = '(Z|[+-](0[0-9]|1[0-4]):?[0-5][0-9])?$';

/** Times as trails and other tools write them, with a blank in place of the T too. Without a zone they are in UTC. */
export const EXTENDED_TIME = `^[12][0-9]{3}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?${ZONE}`;

/** The user guide shows it, in its text and in its example. */
export const BASIC_TIME = `^[12][0-9]{7}T([01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]([.][0-9]+)?${ZONE}`;
