/** Runs `cdk-iam-mfa policy` in the process of the test, with what takes the place of aws-cdk-lib in the bundle. */
import type * as command from '../../../cli/policy/policy-command';

let found: typeof command | undefined;
jest.isolateModules(() => {
  jest.doMock('aws-cdk-lib', () => jest.requireActual('../../../cli/policy/cdk-stand-in'));
  found = jest.requireActual<typeof command>('../../../cli/policy/policy-command');
});
jest.dontMock('aws-cdk-lib');

export function printed(...args: string[]): string {
  return [...found!.policy(args).output].join('');
}

export function warningsOf(...args: string[]): readonly string[] {
  return found!.policy(args).warnings ?? [];
}
