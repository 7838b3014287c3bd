/** What `MfaImpactAnalysis` is made of. */
import type { aws_glue as glue, aws_s3 as s3 } from 'aws-cdk-lib';
import { Aws, Fn, Lazy, Names, Stack, aws_athena as athena, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AnalysisOptions } from './analysis-options';
import { defaultStatements, statementsOf } from './policy-statements';
import { type AskedOf, queryText } from './query-text';
import { TABLE_NAME, catalogArns, createDatabase, createTable, defaultDatabaseArns, rootOf } from './trail-table';
import { createResultsBucket, createWorkGroup } from './work-group';
import { MfaEnforcement } from '../../../mfa-enforcement';
import type { PolicyStatement } from '../rules/policy-statement';

export { resolveAnalysisOptions } from './analysis-options';

/** Of a saved query in Athena. */
const [LONGEST_NAME, LONGEST_DESCRIPTION] = [128, 1024];
const HOW_TO_READ = 'Read the result with: npx --no cdk-iam-mfa impact --facts FILE';

export interface Analysis {
  readonly queries: athena.CfnNamedQuery[];
  readonly workGroup: athena.CfnWorkGroup;
  readonly table: glue.CfnTable;
  readonly results: s3.Bucket;
  grantQuery(grantee: iam.IGrantable): iam.Grant;
}

export function createAnalysis(scope: Construct, options: AnalysisOptions): Analysis {
  const name = nameOf(scope);
  const results = createResultsBucket(scope, options);
  const workGroup = createWorkGroup(scope, name, results, options);
  const database = createDatabase(scope, name);
  const table = createTable(scope, database, options);
  const asked: AskedOf = { ...options, path: scope.node.path, table: `"${database.ref}".${TABLE_NAME}`, root: rootOf(options) };
  const queries = policiesOf(scope, options).map(({ id, name: policy, statements }) => {
    const text = () => queryText(asked, policy, statements);
    scope.node.addValidation({ validate: () => [attempt(text).problem ?? []].flat() });
    return new athena.CfnNamedQuery(scope, `Query${id}`, {
      name: shortened(`MFA impact of ${policy}`, id),
      description: `Which calls stop if ${policy} is enforced. ${HOW_TO_READ}`.slice(0, LONGEST_DESCRIPTION),
      database: database.ref,
      workGroup: workGroup.ref,
      // Made with the template, because groups may still be attached to the policy until then.
      queryString: Lazy.uncachedString({ produce: () => attempt(text).text ?? '' }),
    });
  });
  return { queries, workGroup, table, results, grantQuery: (grantee) => grantQuery(grantee, { workGroup, database, results, options }) };
}

/** Two long paths may begin alike, so what is cut ends in the hash of the id. */
function shortened(name: string, id: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 9)} ${id.slice(-8)}`;
}

/** Of the stack's id, because two stacks of one account may have the same constructs. Glue takes no hyphens. */
function nameOf(scope: Construct): string {
  const stackId = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
  return `mfa_impact_${stackId}_${scope.node.addr.slice(-8)}`;
}

interface JudgedPolicy {
  readonly id: string;
  readonly name: string;
  readonly statements: () => readonly PolicyStatement[];
}

const DEFAULT_POLICIES = { ConsoleOnly: 'CONSOLE_ONLY', AllRequests: 'ALL_REQUESTS' } as const;

function policiesOf(scope: Construct, { policies }: AnalysisOptions): JudgedPolicy[] {
  const defaults = () => Object.entries(DEFAULT_POLICIES).map(([id, name]): JudgedPolicy =>
    ({ id, name, statements: () => defaultStatements(MfaEnforcement[name], Stack.of(scope)) }));
  return policies.length === 0 ? defaults() : policies.map((policy) =>
    ({ id: Names.nodeUniqueId(policy.node), name: policy.node.path, statements: () => statementsOf(policy) }));
}

/** A token that throws would say so in the middle of CDK's own words. The validation says the same, and nothing else. */
function attempt(make: () => string): { readonly text?: string; readonly problem?: string } {
  try {
    return { text: make() };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

interface Granted extends Pick<Analysis, 'workGroup' | 'results'> {
  readonly database: glue.CfnDatabase;
  readonly options: AnalysisOptions;
}

function grantQuery(grantee: iam.IGrantable, { workGroup, database, results, options }: Granted): iam.Grant {
  const stack = Stack.of(workGroup);
  const grant = (actions: string[], resourceArns: string[]) => iam.Grant.addToPrincipal({ grantee, actions, resourceArns });
  return grant(ATHENA_ACTIONS, [stack.formatArn({ service: 'athena', resource: 'workgroup', resourceName: workGroup.ref })])
    .combine(grant(['glue:GetDatabase', 'glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable'], catalogArns(stack, database)))
    .combine(grant(['glue:CreateDatabase', 'glue:GetDatabase', 'glue:GetDatabases'], defaultDatabaseArns(stack)))
    .combine(options.trailBucket.grantRead(grantee, `${options.prefix}/*`))
    .combine(results.grantRead(grantee))
    .combine(results.grantPut(grantee));
}

const ATHENA_ACTIONS = [
  'athena:BatchGetNamedQuery', 'athena:GetNamedQuery', 'athena:GetQueryExecution', 'athena:GetQueryResults', 'athena:GetWorkGroup',
  'athena:ListNamedQueries', 'athena:ListQueryExecutions', 'athena:StartQueryExecution', 'athena:StopQueryExecution',
];
