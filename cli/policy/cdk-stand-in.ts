/**
 * What the statements and checks of `src/private` use of aws-cdk-lib, and no more. In the bundle of the command it takes the place of that
 * library, which is hundreds of times larger than the command: projenrc/bundle-cli.ts. A test compares all policies with those of the library.
 */
import type { aws_iam as iam } from 'aws-cdk-lib';
import { hasReference } from '../output/reference';

type StatementProps = Pick<iam.PolicyStatementProps, 'sid' | 'effect' | 'actions' | 'notActions' | 'resources' | 'notResources' | 'conditions'>;

class PolicyStatement {
  public constructor(private readonly props: StatementProps) {
    for (const action of [...props.actions ?? [], ...props.notActions ?? []]) {
      if (!/^(\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*]+)$/.test(action)) {
        throw new Error(`Action '${action}' is invalid. An action string consists of a service namespace, a colon, and the name of an action. `
          + 'Action names can include wildcards.');
      }
    }
  }

  public toStatementJson(): Record<string, unknown> {
    const { sid, effect, actions, notActions, resources, notResources, conditions } = this.props;
    const elements = {
      Sid: sid,
      Effect: effect,
      Action: oneOrMany(actions),
      NotAction: oneOrMany(notActions),
      Resource: oneOrMany(resources),
      NotResource: oneOrMany(notResources),
      Condition: conditions,
    };
    return Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== undefined));
  }
}

function oneOrMany(values: string[] | undefined): string | string[] | undefined {
  return values?.length === 1 ? values[0] : values;
}

enum Effect {
  ALLOW = 'Allow',
  DENY = 'Deny',
}

export const aws_iam = { Effect, PolicyStatement };

/** A reference is to the command what a token is to CDK: a value that is not known yet. */
export const Token = { isUnresolved: (value: unknown): boolean => typeof value === 'string' && hasReference(value) };
