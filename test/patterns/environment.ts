/** Before all tests: the packages that judge, once for all files, because jest runs two files at a time. */
import { join } from 'node:path';
import { javaArchives } from '../java-archives';
import { virtualEnvironment } from '../virtual-environment';

const REQUIREMENTS = [join(__dirname, '../deploy/requirements.txt'), join(__dirname, 'requirements.txt')];
const PYTHON = 'PATTERNS_ENVIRONMENT';
const JAVA = 'PATTERNS_ARCHIVES';

export default function setUp(): void {
  process.env[PYTHON] = virtualEnvironment('test-patterns', REQUIREMENTS);
  process.env[JAVA] = javaArchives('test-ruler', join(__dirname, 'ruler/pom.xml'));
}

/** The interpreter that has the packages of Python. */
export function python(): string {
  return join(process.env[PYTHON]!, 'python');
}

/** The class path with the archives of Java. */
export function classPath(): string {
  return join(process.env[JAVA]!, '*');
}
