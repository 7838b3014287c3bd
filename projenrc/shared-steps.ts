/** Steps that several tasks begin with. */
import type { TaskStep } from 'projen';

/** Runs a file in TypeScript, with the types of tests and tools. */
export const TSX = 'tsx --tsconfig tsconfig.dev.json';

/** The bundle of the function is not in git, and a synthesis from source fails without it. */
export const FROM_SOURCE: TaskStep[] = [{ spawn: 'bundle' }];

/** For what is about the published package: an old one would prove nothing. */
export const PACK: TaskStep[] = [{ spawn: 'compile' }, { spawn: 'package:js' }];

/** For what reads the compiled package: makes it if there is none. If there is one, it stays, because a release packs what it built before. */
export const COMPILED: TaskStep = { spawn: 'compile', condition: isMissing('.jsii') };

export const PYTHON = needs('python3 -c "import sys; sys.exit(sys.version_info < (3, 10))"', 'Python 3.10 or newer');

export const JAVA = [needs('javac -version', 'A JDK, 17 or newer'), needs('mvn --version', 'Maven')];

export const BROWSER: TaskStep = { exec: `${TSX} test/page/need-browser.ts` };

/** What is missing is said at once, and in one line: jsii-pacmak would say at the end that it could not start something. */
export function needs(command: string, what: string): TaskStep {
  return { exec: `${command} 2> /dev/null || (echo "${what} is not on the PATH" >&2; exit 1)` };
}

/** A condition: the file is not there. */
export function isMissing(file: string): string {
  return `node -e "if (fs.existsSync('${file}')) process.exit(1)"`;
}
