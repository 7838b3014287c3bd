/** Says that the command itself is wrong, and gives the exit code, which no answer and no refusal has (EX_SOFTWARE of sysexits.h). */
import { printable } from './output/printable';

export function fault(error: unknown): 70 {
  const lines = (error instanceof Error ? error.stack ?? error.message : String(error)).split('\n').map(printable);
  console.error(['cdk-iam-mfa: a fault of this command, and not of its input; please report it: https://github.com/cdk-iam-mfa/cdk-iam-mfa/issues', ...lines].join('\n'));
  return 70;
}
