import { aws_lambda as lambda } from 'aws-cdk-lib';
import { ForceMfaGroup } from '../../../src/index';
import { withMissingAssetExplained } from '../../../src/private/checks/missing-asset';
import { refusal, testStack } from '../../helpers';

test('a function whose code is gone is refused with what to do, and with what CDK said', () => {
  const { fromAsset } = lambda.Code;
  jest.spyOn(lambda.Code, 'fromAsset').mockImplementation(() => fromAsset('/nowhere/assets/function'));
  const stack = testStack();
  expect(() => new ForceMfaGroup(stack, 'WithoutMfa')).toThrow(refusal('Stack/WithoutMfa', 'code of the function', '"Cannot find asset at /nowhere/assets/function"',
    'the folder assets of the package cdk-iam-mfa, which a bundle of the app leaves behind',
    'keep the package out of the bundle: esbuild with --packages=external, or with external: ["cdk-iam-mfa", "aws-cdk-lib", "constructs"]'));
});

test('another error stays as it is', () => {
  const error = new Error('There is already a Construct with name \'Function\'');
  expect(() => withMissingAssetExplained('Stack/It', () => {
    throw error;
  })).toThrow(error);
});
