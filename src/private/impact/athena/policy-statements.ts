/** The statements of a policy as they are synthesized. */
import type { IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, Stack } from 'aws-cdk-lib';
import { DefaultTokenResolver, Reference, Token, Tokenization, aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { MfaEnforcement } from '../../../mfa-enforcement';
import type { RequireMfaPolicy } from '../../../require-mfa-policy';
import { resolveRequireMfaOptions } from '../../checks/resolve-require-mfa-options';
import { unlessMfaPresent } from '../../statements/conditions';
import { guardStatements } from '../../statements/guard-statements';
import { DEFAULT_POLICY_PATH, IamArns } from '../../statements/iam-arns';
import { resourceOf } from '../../statements/policy-resource';
import { requireMfaStatements } from '../../statements/require-mfa-statements';
import { propertyOf } from '../../statements/resource-property';
import { ARN_BEFORE_RESOURCE, type PolicyStatement, UNKNOWN_GROUP, UNKNOWN_NAME } from '../rules/policy-statement';
import { UnknownStatement } from '../rules/requirement';

/** `RequireMfaPolicy` as it is by default. Which group it is attached to, only its owner knows. */
export function defaultStatements(enforcement: MfaEnforcement, stack: Stack): PolicyStatement[] {
  const [options, arns] = [resolveRequireMfaOptions(stack.node.path, enforcement, {}), new IamArns(stack)];
  const guarded = { groupNames: [UNKNOWN_NAME], attachedToUsers: false, policyPath: DEFAULT_POLICY_PATH };
  const statements = [...requireMfaStatements(options, arns), ...guardStatements(guarded, unlessMfaPresent(options), arns)];
  return rendered(stack, { Statement: statements.map((statement) => statement.toStatementJson()) });
}

export function statementsOf(policy: RequireMfaPolicy): PolicyStatement[] {
  const resource = resourceOf(policy);
  return rendered(policy, resource === undefined ? policy.document : propertyOf(resource, 'PolicyDocument'));
}

function rendered(scope: IConstruct, document: unknown): PolicyStatement[] {
  const { Statement } = Tokenization.resolve(document, { scope, preparing: false, resolver: NAMES }) as { Statement: unknown };
  return JSON.parse(JSON.stringify([Statement].flat()), (_, value: unknown) => known(value)) as PolicyStatement[];
}

function known(value: unknown): unknown {
  const text = typeof value === 'string' ? value.replace(UNKNOWN_GROUP, `$1${UNKNOWN_NAME}`) : value;
  if (typeof text === 'string' && text.includes(UNKNOWN_NAME) && !UNKNOWN_GROUP.test(text)) {
    throw new UnknownStatement('a name that only the deployment tells');
  }
  return text;
}

const AS_TEXT: IFragmentConcatenator = {
  join: (left: unknown, right: unknown) => {
    const before = textOf(left, '');
    return before + textOf(right, before);
  },
};

/** Partition and account of an ARN make no difference to a user, who asks for what lies in its own account. In a name they do. */
function textOf(value: unknown, before: string): string {
  const isLeftOut = value === undefined || (/^\{"Ref":"AWS::/.test(JSON.stringify(value)) && ARN_BEFORE_RESOURCE.test(before));
  return typeof value === 'string' ? value : isLeftOut ? '' : UNKNOWN_NAME;
}

/** Puts names where the template has references, if the names are known. */
class Names extends DefaultTokenResolver {
  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    return Reference.isReference(token) ? nameOf(token.target) : super.resolveToken(token, context, postProcessor);
  }
}

const NAMES = new Names(AS_TEXT);

function nameOf(target: IConstruct): string {
  const name = isGroup(target) ? propertyOf(target, 'GroupName') : undefined;
  return typeof name === 'string' && !Token.isUnresolved(name) ? name : UNKNOWN_NAME;
}

function isGroup(target: IConstruct): target is iam.CfnGroup {
  return (target as iam.CfnGroup).cfnResourceType === iam.CfnGroup.CFN_RESOURCE_TYPE_NAME;
}
