/**
 * The command `cdk-iam-mfa`. It lies outside `src/`, because jsii compiles all of that into the library, and because the library must
 * never load what the command is made of. esbuild makes one file of it, which needs nothing: projenrc/bundle-cli.ts.
 */
import { judge } from './judge/judge-command';
import { printable } from './output/printable';
import { Refusal } from './refusal';

const USAGE = `Usage: cdk-iam-mfa COMMAND

Commands:
  judge FILE...   which ways around MFA an IAM policy leaves open, or the users of an account

cdk-iam-mfa COMMAND --help says more.`;

const COMMANDS: Record<string, (args: string[]) => Promise<number>> = { judge };

async function main([command, ...args]: string[]): Promise<number> {
  if (command === undefined || command === '--help' || command === '-h') {
    console.log(USAGE);
    return command === undefined ? 2 : 0;
  }
  if (!Object.hasOwn(COMMANDS, command)) {
    throw new Refusal(`unknown command ${JSON.stringify(command)}; expected ${Object.keys(COMMANDS).join(', ')}`);
  }
  return COMMANDS[command](args);
}

// A reader such as `head` may leave early; that is no error.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 2));

main(process.argv.slice(2)).then((code) => { process.exitCode = code; }, (error: unknown) => {
  if (!(error instanceof Refusal)) {
    throw error;
  }
  console.error(`cdk-iam-mfa: ${printable(error.message)}`);
  process.exitCode = 2;
});
