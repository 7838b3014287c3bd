/** How a policy is printed, and what it says of its account and partition unless an option does. */
import type { ManagedPolicy, Target } from './managed-policy';

export interface Format extends Readonly<Record<keyof Target, string | undefined>> {
  readonly print: (policy: ManagedPolicy) => string;
  /** What may stand between the braces of a reference. */
  readonly expression?: RegExp;
}

export const JSON_DOCUMENT: Format = { print: ({ document }) => `${JSON.stringify(document, undefined, 2)}\n`, account: undefined, partition: 'aws' };
