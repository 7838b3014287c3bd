/** What the runner tells the tests and the CDK CLI about the local AWS. */
import { join } from 'node:path';

const LOCAL = /^http:\/\/127\.0\.0\.1:\d+$/;

/** Whatever the user's settings are, nothing in this environment leads to another AWS than the local one. */
export function testEnvironment(scratch: string, endpoint: string): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/i.test(name)));
  return {
    ...inherited,
    NO_PROXY: '127.0.0.1',
    no_proxy: '127.0.0.1',
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'us-east-1',
    // The root user of every MiniStack.
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_CONFIG_FILE: join(scratch, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(scratch, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // The CLI remembers the account of an access key: not beside what it remembers of real ones.
    CDK_HOME: join(scratch, 'cdk-home'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    // No status line of jest, which would wipe the lines that say how far the test is.
    CI: 'true',
    TEST_DEPLOY_SCRATCH: scratch,
  };
}

/** The scratch folder of this run. The tests make users and administrators, so they do nothing without the runner. */
export function scratchFolder(): string {
  const { AWS_ENDPOINT_URL: endpoint, TEST_DEPLOY_SCRATCH: scratch } = process.env;
  if (scratch === undefined || !LOCAL.test(endpoint ?? '')) {
    throw new Error('there is no local AWS; run the deploy test with: npm run test:deploy');
  }
  return scratch;
}
