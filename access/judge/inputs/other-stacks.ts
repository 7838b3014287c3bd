/** What a template takes from other stacks. */
import { field, isFields } from './json-fields';
import { inAnyStack, unknownText } from './unknown-text';

/** How a stack is read beside others. */
export interface Among {
  /** Tells it from the others. */
  readonly stack?: string;
  /** What another stack gives; undefined if that is not known. */
  readonly imported: (key: string | undefined) => string | undefined;
}

export const ALONE: Among = { imported: () => undefined };

export function exportKey(name: string): string {
  return `export ${name}`;
}

const HERE = 'output here ';

/** @param region undefined for that of the stack that asks */
export function outputKey(stack: string, output: string, region?: string): string {
  return `${region === undefined ? HERE : `output ${region} `}${stack} ${output}`;
}

export function asksForRegion(key: string): boolean {
  return key.startsWith('output ') && !key.startsWith(HERE);
}

/**
 * What a function asks of another stack. With a role it asks another account, in which another stack may have the name.
 *
 * @param given its argument, filled in
 */
export function keyOfImport(name: string, given: unknown): string | undefined {
  if (name === 'Fn::ImportValue') {
    return typeof given === 'string' ? exportKey(given) : undefined;
  }
  const [stack, output, region = OWN_REGION, role] = ['StackName', 'OutputName', 'Region', 'RoleArn'].map((part) => isFields(given) ? field(given, part) : undefined);
  return role !== undefined || typeof stack !== 'string' || typeof output !== 'string' || typeof region !== 'string' ? undefined
    : outputKey(stack, output, inAnyStack(region) === OWN_REGION ? undefined : region);
}

const OWN_REGION = unknownText('Ref AWS::Region');
