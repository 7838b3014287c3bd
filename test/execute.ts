/** Commands in the projects of users. */
import { execFile } from 'child_process';
import { promisify } from 'util';

/**
 * Runs a command and gives what it wrote to its standard output.
 *
 * With jest's and the CDK CLI's variables taken away, which change what CDK does; npm keeps its own, such as its registry.
 */
export async function execute(cwd: string, command: string, args: string[], variables: Record<string, string> = {}): Promise<string> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(CDK_|JEST_|NODE_ENV$|NODE_PATH$)/.test(name));
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd, env: { ...Object.fromEntries(inherited), ...variables }, maxBuffer: 2 ** 26,
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${[command, ...args].join(' ')} failed in a user's project:\n${stdout}\n${stderr}`);
  }
}
