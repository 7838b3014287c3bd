/** The life of the local AWS: installs MiniStack with our shim, and starts it on a free port of the loopback. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { run, start } from './processes';
import { FUNCTION_NODE, environmentOf } from '../node/node';

const HERE = __dirname;
const REQUIREMENTS = join(HERE, 'requirements.txt');
/** Kept from run to run. Below node_modules no tool of the project looks at it. */
const CACHE = join(HERE, '..', '..', 'node_modules', '.cache', 'test-deploy');

const LOOPBACK = '127.0.0.1';
const START_SECONDS = 30;

export const OLDEST_PYTHON = [3, 10] as const;

/** Something the reader can mend: shown without a stack trace. */
export class LocalAwsError extends Error {}

export interface LocalAws {
  readonly endpoint: string;
  /** Its warnings and errors so far. */
  log(): string;
}

/** @param scratch a folder of this run, with its log and its temporary files */
export async function startLocalAws(scratch: string, say: (line: string) => void): Promise<LocalAws> {
  const python = await installedPython(findPython(), scratch, say);
  const port = await freePort();
  const logFile = join(scratch, 'ministack.log');
  const log = openSync(logFile, 'w');
  const server = start(python, [join(HERE, 'shim.py')], {
    cwd: scratch,
    env: serverEnvironment(scratch, port),
    // A pipe that we never write to: it closes when we end, however we end, and the shim ends with it.
    stdio: ['pipe', log, log],
  });
  const aws: LocalAws = { endpoint: `http://${LOOPBACK}:${port}`, log: () => readFileSync(logFile, 'utf8') };
  for (let tries = 0; tries < START_SECONDS * 10; tries++) {
    if (server.exitCode !== null || server.signalCode !== null) {
      break;
    }
    if (await answers(`${aws.endpoint}/_ministack/health`)) {
      return aws;
    }
    await setTimeout(100);
  }
  throw new LocalAwsError(`The local AWS did not start. Its log:\n${aws.log()}`);
}

/** Nothing of the user's AWS settings, and no way to Docker, of which MiniStack would remove containers. */
function serverEnvironment(scratch: string, port: number): NodeJS.ProcessEnv {
  return {
    // Functions run by the first `node` of the path.
    PATH: environmentOf(FUNCTION_NODE).PATH,
    HOME: scratch,
    TMPDIR: scratch,
    GATEWAY_PORT: `${port}`,
    BIND_HOST: LOOPBACK,
    AUTH: 'true',
    LOG_LEVEL: 'WARNING',
    STOP_WITH_STDIN: 'true',
    // Functions run as processes of their own, without the SDK that AWS's runtime brings, and would look for another AWS.
    NODE_PATH: join(HERE, '..', '..', 'node_modules'),
    AWS_ENDPOINT_URL: `http://${LOOPBACK}:${port}`,
    MINISTACK_HOST: LOOPBACK,
    DOCKER_HOST: `unix://${join(scratch, 'no-docker')}`,
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
  };
}

/** The first Python that is new enough. */
function findPython(): string {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ['python3', 'python', ...[14, 13, 12, 11, 10].map((minor) => `python3.${minor}`)];
  const versions = candidates.map((command) => ({ command, version: pythonVersion(command) }));
  const found = versions.find(({ version }) => version !== undefined && isNewEnough(version));
  if (found === undefined) {
    const tried = versions.map(({ command, version }) => `${command}: ${version ?? 'not found'}`).join(', ');
    throw new LocalAwsError(`npm run test:deploy needs Python ${OLDEST_PYTHON.join('.')} or newer for its local AWS (${tried}). `
      + 'Install it, or name it: PYTHON=/path/to/python3 npm run test:deploy');
  }
  return found.command;
}

function pythonVersion(command: string): string | undefined {
  const { status, stdout } = spawnSync(command, ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function isNewEnough(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1];
}

/** The Python of a virtual environment that has the requirements; makes it if it is not there, or not up to date. */
async function installedPython(python: string, scratch: string, say: (line: string) => void): Promise<string> {
  const venv = join(CACHE, 'venv');
  const venvPython = join(venv, 'bin', 'python');
  const stamp = join(venv, 'installed');
  const wanted = createHash('sha256').update(`${pythonVersion(python)}\n`).update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && pythonVersion(venvPython) !== undefined) {
    return venvPython;
  }

  say(`installing MiniStack with ${python} ${pythonVersion(python)} (once; kept below node_modules/.cache) ...`);
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(CACHE, { recursive: true });
  await runOrExplain(python, ['-m', 'venv', venv], scratch);
  // Without dependencies: requirements.txt names every one of them, and nothing else shall be installed.
  await runOrExplain(venvPython, ['-m', 'pip', 'install', '--quiet', '--no-input', '--no-deps', '--no-compile', '--disable-pip-version-check', '-r', REQUIREMENTS],
    scratch);
  writeFileSync(stamp, wanted);
  return venvPython;
}

async function runOrExplain(command: string, args: string[], scratch: string): Promise<void> {
  const logFile = join(scratch, 'install.log');
  const log = openSync(logFile, 'w');
  const code = await run(command, args, { stdio: ['ignore', log, log] });
  if (code !== 0) {
    throw new LocalAwsError(`${command} ${args.slice(0, 3).join(' ')} failed with exit code ${code}:\n${readFileSync(logFile, 'utf8')}`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, LOOPBACK);
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
