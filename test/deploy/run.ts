/** `npm run test:deploy`: starts the local AWS, runs the tests against it, and leaves nothing behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testEnvironment } from './environment';
import { LocalAwsError, startLocalAws } from './local-aws';
import { endChildrenWithUs, run } from './processes';

const ROOT = join(__dirname, '..', '..');
const PROJEN = join(ROOT, 'node_modules', 'projen', 'bin', 'projen');

const NOTICE = `
A deploy test against a local AWS; no AWS account is involved.
  real              CDK CLI, aws-cdk-lib, AWS SDK, this library, its templates, the bundle of its function
  MiniStack 1.5.33  the IAM, STS, S3 and Lambda APIs, signatures, policy evaluation, CloudFormation with managed policies
  our own shim      AWS::IAM::Group, AWS::Config::ConfigRule, UpdateGroup, codes of MFA devices, passkeys and hardware devices,
                    aws:MultiFactorAuthPresent of a session with a code, MultiFactorAuthAge, ViaAWSService (always false),
                    \${aws:username}, ARNs with a path, conflicts on deletion:
                    a model of AWS, and no evidence about AWS
  stand-in          a GetSessionToken session without a code in place of a console session without MFA: both carry
                    aws:MultiFactorAuthPresent false (on AWS such a session may not call IAM at all);
                    a session of the function's role in place of a run in flight while its stack is destroyed
  not shown         alarms, events of CloudTrail, evaluation by AWS Config, encryption, console sign-in and Switch role, calls that services make
                    for a user, the hourly schedule, throttling, eventual consistency
`;

async function main(): Promise<number> {
  const started = Date.now();
  console.log(NOTICE);
  const scratch = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-deploy-'));
  endChildrenWithUs(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }));

  if (await run(process.execPath, [PROJEN, 'bundle'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] }) !== 0) {
    throw new LocalAwsError('npx projen bundle failed, which makes the code of the function');
  }
  const aws = await startLocalAws(scratch, say);
  say(`the local AWS runs at ${aws.endpoint} (${seconds(started)})`);
  const jest = join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const code = await run(process.execPath, [
    jest, '--config', join(ROOT, 'test', 'jest.proofs.json'), '--selectProjects', 'deploy', '--ci', '--runInBand', ...process.argv.slice(2),
  ], {
    cwd: ROOT,
    env: testEnvironment(scratch, aws.endpoint),
    stdio: 'inherit',
  });
  if (code !== 0) {
    say(`failed; warnings and errors of the local AWS: ${aws.log().trim() || 'none'}`);
  }
  say(`finished with exit code ${code} (${seconds(started)})`);
  return code;
}

function say(line: string): void {
  console.log(`[test:deploy] ${line}`);
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error instanceof LocalAwsError ? `[test:deploy] ${error.message}` : error);
    process.exit(1);
  },
);
