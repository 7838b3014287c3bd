/**
 * The command `cdk-iam-mfa`. It lies outside `src/`, because jsii compiles all of that into the library, and because the library must
 * never load what the command is made of. esbuild makes one file of it, which needs nothing: projenrc/bundle-cli.ts.
 */
import { fault } from './fault';
import { impact } from './impact/impact-command';
import { judge } from './judge/judge-command';
import type { Outcome } from './outcome';
import { print } from './output/print';
import { printable } from './output/printable';
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

const COMMANDS: Record<string, (args: string[], terminal: Terminal) => Outcome> = { judge, impact, policy };

function run([command, ...args]: string[], terminal: Terminal): Outcome {
  switch (command) {
    case undefined: throw new Refusal('which command? cdk-iam-mfa help lists them');
    case '--version': return { code: 0, output: [`${version}\n`] };
    case 'help': return args.length === 0 ? { code: 0, output: [USAGE] } : commandNamed(args[0])(['--help'], terminal);
    case '--help':
    case '-h': return { code: 0, output: [USAGE] };
    default: return commandNamed(command)(args, terminal);
  }
}

function commandNamed(name: string): (typeof COMMANDS)[string] {
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new Refusal(`unknown command ${JSON.stringify(name.slice(0, 100))}; expected ${Object.keys(COMMANDS).join(', ')}; cdk-iam-mfa help says more`);
  }
  return COMMANDS[name];
}

async function main(): Promise<number> {
  try {
    const { code, output, warnings = [] } = run(process.argv.slice(2), process.stdout);
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

process.on('uncaughtException', (error) => process.exit(fault(error)));
void main().then((code) => { process.exitCode = code; });
