import { withoutEmptyLists } from './empty-lists';
import { InputError } from './input-error';
import { Policy, PolicyError, readPolicy } from '../../evaluator';

/** Reads a policy of an input; an error about what the evaluator does not know names the policy. */
export function readInputPolicy(name: string, value: unknown, said = name): Policy {
  try {
    const policy = readPolicy(name, value);
    const told = withoutEmptyLists(value);
    return told === value ? policy : readPolicy(name, told);
  } catch (error) {
    throw error instanceof PolicyError ? new InputError(`${said}: ${error.message}`) : error;
  }
}
