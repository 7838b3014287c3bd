/** Before all tests: the Python packages that judge, once for all files, because jest runs two files at a time. */
import { join } from 'node:path';
import { virtualEnvironment } from '../virtual-environment';

const REQUIREMENTS = [join(__dirname, '../deploy/requirements.txt'), join(__dirname, 'requirements.txt')];
const VARIABLE = 'PATTERNS_ENVIRONMENT';

export default function setUp(): void {
  process.env[VARIABLE] = virtualEnvironment('test-patterns', REQUIREMENTS);
}

/** The interpreter that has them. */
export function python(): string {
  return join(process.env[VARIABLE]!, 'python');
}
