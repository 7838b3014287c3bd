/** Policies of an organization, which hold beside what the users have. */
import { isTemplate } from './cloudformation-template';
import { serviceControlIn } from './documents';
import { Input, valuesOf, within } from './parse-input';
import { readInputPolicy } from './read-input-policy';
import { homeOf } from './template-places';
import { serviceControlOf } from './template-resources';
import type { Policy } from '../../evaluator';

/** Each file is a level; a level that allows nothing is taken with the policy that AWS attaches by itself. */
export function readServiceControl(inputs: readonly Input[]): Policy[][] {
  return inputs.map((input) => within(input.name, () => {
    const documents = valuesOf(input).flatMap(({ name, value }) =>
      isTemplate(value) ? serviceControlOf(value, homeOf(value)) : serviceControlIn(value, name));
    const policies = documents.map((one) => readInputPolicy(one.name, one.document));
    const allows = policies.some(({ statements }) => statements.some(({ effect }) => effect === 'Allow'));
    return allows ? policies : [...policies, FULL_ACCESS];
  }));
}

/** The account in the ARN of whatever an organization has is the one that manages it. */
export function managingAccounts(inputs: readonly Input[]): Set<string> {
  return new Set(inputs.flatMap(({ text }) => [...text.matchAll(/arn:[^:"]*:organizations::(\d{12}):/g)].map(([, account]) => account)));
}

const FULL_ACCESS = readInputPolicy('FullAWSAccess', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
