import { invalidProp } from './invalid-prop';

/** Runs what makes the function. CDK says where it looked for the code, but not why nothing is there. */
export function withMissingAssetExplained<Result>(path: string, create: () => Result): Result {
  try {
    return create();
  } catch (error) {
    throw isMissingAsset(error) ? invalidProp({
      path,
      prop: 'code of the function',
      got: error.message,
      expected: 'the folder assets of the package cdk-iam-mfa, which a bundle of the app leaves behind',
      fix: 'keep the package out of the bundle: esbuild with --packages=external, or with external: ["cdk-iam-mfa", "aws-cdk-lib", "constructs"]',
    }) : error;
  }
}

function isMissingAsset(error: unknown): error is Error {
  return error instanceof Error && error.message.startsWith('Cannot find asset at ');
}
