import { InputError } from './input-error';
import { Policy, PolicyError, readPolicy } from '../../evaluator';

/** What the evaluator does not know, with the policy that says it. */
export function named(name: string, value: unknown, said = name): Policy {
  try {
    return readPolicy(name, value);
  } catch (error) {
    throw error instanceof PolicyError ? new InputError(`${said}: ${error.message}`) : error;
  }
}
