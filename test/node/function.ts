/** `npm run test:function`: the tests of the function and its bundle, on the Node.js that the function asks for. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { FUNCTION_NODE, environmentOf } from './node';

const ROOT = join(__dirname, '..', '..');
const env = environmentOf(FUNCTION_NODE);

spawnSync('node', ['--version'], { env, stdio: 'inherit' });
// With the dot, the patterns begin at the root of the project; otherwise they match anywhere in the path.
const jest = [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), '--ci', '--coverage=false', './test/membership-function/', './test/node/'];
const { status } = spawnSync('node', jest, { cwd: ROOT, env: { ...env, EXPECTED_NODE: FUNCTION_NODE }, stdio: 'inherit' });
process.exit(status ?? 1);
