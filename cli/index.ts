/**
 * The command `cdk-iam-mfa`. It lies outside `src/`, because jsii compiles all of that into the library, and because the library must
 * never load what the command is made of. esbuild makes one file of it, which needs nothing: projenrc/bundle-cli.ts.
 */
import { isMainThread } from 'node:worker_threads';
import { fault } from './fault';
import { impact } from './impact/impact-command';
import { workInThread } from './impact/scan-threads';
import { judge } from './judge/judge-command';
import type { Outcome } from './outcome';
import { print } from './output/print';
import { printable } from './output/printable';
import type { ProgressTerminal } from './output/progress';
import type { Terminal } from './output/terminal';
import { policy } from './policy/policy-command';
import { Refusal } from './refusal';
import { version } from '../package.json';

const USAGE = `Usage: cdk-iam-mfa COMMAND

Commands:
  judge FILE...   which ways around MFA an IAM policy leaves open, or the users of an account
  impact LOGS...  who would be refused once MFA is enforced, from CloudTrail records
  policy          the policies of this library, for those who do not use CDK: JSON, Terraform or CloudFormation
  help COMMAND    the options of a command; the same as cdk-iam-mfa COMMAND --help

  --version       the version of the package
  --help          this
`;

/** @param terminal where the output goes @param errors where the progress of a long work is shown */
type Command = (args: string[], terminal: Terminal, errors: ProgressTerminal) => Outcome | Promise<Outcome>;

const COMMANDS: Record<string, Command> = { judge, impact, policy };

function run([command, ...args]: string[], terminal: Terminal, errors: ProgressTerminal): Outcome | Promise<Outcome> {
  switch (command) {
    case undefined: throw new Refusal('which command? cdk-iam-mfa help lists them');
    case '--version': return { code: 0, output: [`${version}\n`] };
    case 'help': return args.length === 0 ? { code: 0, output: [USAGE] } : commandNamed(args[0])(['--help'], terminal, errors);
    case '--help':
    case '-h': return { code: 0, output: [USAGE] };
    default: return commandNamed(command)(args, terminal, errors);
  }
}

function commandNamed(name: string): Command {
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new Refusal(`unknown command ${JSON.stringify(name.slice(0, 100))}; expected ${Object.keys(COMMANDS).join(', ')}; cdk-iam-mfa help says more`);
  }
  return COMMANDS[name];
}

async function main(): Promise<number> {
  try {
    const { code, output, warnings = [] } = await run(process.argv.slice(2), process.stdout, process.stderr);
    warnings.forEach((warning) => console.error(`cdk-iam-mfa: warning: ${printable(warning)}`));
    await print(output, process.stdout);
    return code;
  } catch (error) {
    if (!(error instanceof Refusal)) {
      return fault(error);
    }
    console.error(`cdk-iam-mfa: ${printable(error.message)}`);
    return 2;
  }
}

if (isMainThread) {
  process.on('uncaughtException', (error) => process.exit(fault(error)));
  void main().then((code) => { process.exitCode = code; });
} else {
  workInThread();
}
