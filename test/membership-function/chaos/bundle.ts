import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The code of the function, as it is deployed. */
export function readBundle(): string {
  return readFileSync(join(__dirname, '..', '..', '..', 'assets', 'membership-function', 'membership.lambda', 'index.js'), 'utf8');
}
