/** The commands of the pages: those of the AWS CLI exist, and pages that people paste from run in Bash, with a stand-in for `aws`. */
import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { filesIn, lineAt, read } from './texts';

const ROOT = join(__dirname, '../..');
const PAGES = ['README.md', ...filesIn('docs', '.md')];

interface AwsCommand {
  readonly line: number;
  readonly service: string;
  readonly operation: string;
  readonly options: string[];
}

function awsCommandsIn(markdown: string): AwsCommand[] {
  const argument = / +(?:"[^"]*"|'[^']*'|[^\s|>;)`"']+)/.source;
  // Two spaces for the end of a continued line, so that each command stays where it is.
  return [...markdown.replace(/\\\n/g, '  ').matchAll(/^ *```sh\n[^]*?^ *```$|`aws [^`]+`/gm)].flatMap(({ 0: code, index: start }) =>
    [...code.matchAll(new RegExp(`\\baws ([a-z0-9]+) ([a-z0-9-]+)((?:${argument})*)`, 'g'))].map(({ 1: service, 2: operation, 3: rest, index }) => ({
      line: lineAt(markdown, start + index), service, operation, options: [...rest.matchAll(/ --(?:no-)?([a-z0-9-]+)/g)].map(([, option]) => option),
    })));
}

/** What the AWS CLI adds to the parameters of an operation. */
const OPTIONS_OF_THE_CLI = ['bootstrap-method', 'cli-input-json', 'max-items', 'outfile', 'output', 'query', 'region'];

/** Those whose clients are no dependency of this project, and commands of the AWS CLI's own. */
const OTHERS: Record<string, string[]> = {
  'cloudformation deploy': ['capabilities', 'stack-name', 'template-file'],
  'cloudtrail describe-trails': [],
  'cloudtrail lookup-events': ['lookup-attributes'],
  'configservice describe-configuration-recorders': [],
  'ec2 describe-regions': [],
  'lambda invoke': ['function-name'],
  'logs tail': ['filter-pattern', 'since'],
  'organizations describe-policy': ['policy-id'],
  's3 ls': [],
};

const lower = (name: string) => name.replace(/-/g, '').toLowerCase();

/** By the types of the SDK: the names of the parameters, or nothing if there is no such operation. */
function parametersOf(service: string, operation: string): string[] | undefined {
  const types = join(ROOT, `node_modules/@aws-sdk/client-${service}/dist-types`);
  const command = readdirSync(join(types, 'commands')).find((file) => file.toLowerCase() === `${lower(operation)}command.d.ts`);
  if (command === undefined) {
    return undefined;
  }
  const models = readdirSync(join(types, 'models')).map((file) => readFileSync(join(types, 'models', file), 'utf8')).join('');
  const request = new RegExp(`interface ${command.replace('Command.d.ts', '')}(?:Request|Input) \\{(.*?)\\n\\}`, 's').exec(models);
  return [...(request?.[1] ?? '').matchAll(/^ {4}(\w+)\??: /gm)].map(([, name]) => lower(name));
}

/** The command if there is none such, or its options that there are not. */
function mistakesIn({ service, operation, options }: AwsCommand): string[] {
  const parameters = OTHERS[`${service} ${operation}`] ?? parametersOf(service, operation);
  return parameters === undefined
    ? [`${service} ${operation}`]
    : options.filter((option) => !OPTIONS_OF_THE_CLI.includes(option) && !parameters.map(lower).includes(lower(option))).map((option) => `${service} ${operation} --${option}`);
}

test('the commands of the AWS CLI in the pages exist, with their options', () => {
  const commands = PAGES.flatMap((page) => awsCommandsIn(read(page)).map((command) => ({ page, command })));
  expect(new Set(commands.map(({ page }) => page)).size).toBeGreaterThan(5);
  expect(commands.length).toBeGreaterThan(40);
  expect(commands.flatMap(({ page, command }) => mistakesIn(command).map((mistake) => `${page}:${command.line}: ${mistake}`))).toEqual([]);
});

describe('pasted into Bash', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-commands-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const fileNamed = (name: string) => readFileSync(join(folder, name), 'utf8');
  const linesOf = (name: string) => fileNamed(name).trim().split('\n');

  /** @param answers the branches of a `case` over service and operation */
  function paste(page: string, answers: string, select: (block: string) => boolean = () => true): string {
    writeFileSync(join(folder, 'aws'), `#!/usr/bin/env bash\necho "$AWS_ACCESS_KEY_ID $*" >> '${folder}/calls'\ncase "$1 $2" in\n${answers}\nesac\n`, { mode: 0o755 });
    // What the CDK CLI does is proven by test/examples, up to the synthesis.
    const blocks = [...read(page).matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block.replace(/^npx .*\n/gm, '')).filter(select);
    return execFileSync('bash', ['--norc', '-euo', 'pipefail', '-c', blocks.join('\n')], {
      cwd: folder, encoding: 'utf8', env: { PATH: `${folder}${delimiter}${process.env.PATH}`, AWS_ACCESS_KEY_ID: 'AKIAADMIN' },
    });
  }

  test('docs/find-who-is-affected.md makes the lists that it names', () => {
    writeFileSync(join(folder, 'credential-report'), [
      'user,arn,password_enabled,mfa_active,access_key_1_active,access_key_1_last_used_date,access_key_1_last_used_service,'
      + 'access_key_2_active,access_key_2_last_used_date,access_key_2_last_used_service',
      '<root_account>,arn,not_supported,true,false,N/A,N/A,false,N/A,N/A',
      'ada,arn,true,false,true,2026-11-01T00:00:00Z,s3,false,N/A,N/A',
      'adam,arn,true,false,false,N/A,N/A,false,N/A,N/A',
      'bob,arn,true,true,false,N/A,N/A,true,2026-11-02T00:00:00Z,iam',
      'bot-ada,arn,false,false,true,2026-11-03T00:00:00Z,ec2,false,N/A,N/A',
      'deploy,arn,false,false,true,2026-11-03T00:00:00Z,cloudformation,false,N/A,N/A',
    ].join('\n'));
    const output = paste('docs/find-who-is-affected.md', [
      '"iam generate-credential-report") echo COMPLETE;;',
      `"iam get-credential-report") base64 '${folder}/credential-report';;`,
      '"ec2 describe-regions") printf "us-east-1\\teu-west-1\\n";;',
      '"cloudtrail lookup-events") case "$*" in',
      '  *=CreateLoginProfile*) printf "CreateLoginProfile\\tprovisioner\\tAKIAEXAMPLE\\t2026-11-01\\n";;',
      '  *=UpdateLoginProfile*) printf "UpdateLoginProfile\\thelper\\tASIAEXAMPLE\\t2026-11-01\\n";;',
      '  *us-east-1*=GetSessionToken*) echo \'{"eventName":"GetSessionToken","userName":"vault"}\'; echo \'{"eventName":"GetSessionToken","serialNumber":"x"}\';;',
      '  *eu-west-1*=GetFederationToken*) echo \'{"eventName":"GetFederationToken","userName":"vendor"}\';;',
      'esac;;',
    ].join('\n'));
    expect(linesOf('people-without-device.txt')).toEqual(['ada', 'adam']);
    expect(linesOf('people-with-keys.txt')).toEqual(['ada', 'bob']);
    expect(linesOf('machines.txt')).toEqual(['bot-ada', 'deploy']);
    expect(linesOf('people.txt')).toEqual(['ada', 'adam', 'bob']);
    expect(output).toContain('ada 2026-11-01T00:00:00Z s3\nbob 2026-11-02T00:00:00Z iam\n');
    expect(output).not.toContain('bot-ada 2026');
    expect(output).toContain('CreateLoginProfile\tprovisioner');
    expect(output).not.toContain('helper');
    expect(linesOf('stops.json')).toEqual(['{"eventName":"GetSessionToken","userName":"vault"}', '{"eventName":"GetFederationToken","userName":"vendor"}']);
  });

  test('docs/roll-out.md moves every user of the lists to their paths, whatever the line ends', () => {
    writeFileSync(join(folder, 'staff.txt'), 'ada\r\n\r\nmissing\r\n\nbob');
    writeFileSync(join(folder, 'legacy.txt'), 'tool-1\n');
    const output = paste('docs/roll-out.md', '"iam update-user") [[ $* != *missing* ]];;', (block) => block.includes('staff.txt'));
    expect(output).toBe('not moved: missing\n');
    expect(linesOf('calls')).toEqual([...['ada', 'missing', 'bob'].map((user) => `${user} --new-path /staff/`), 'tool-1 --new-path /legacy/']
      .map((user) => `AKIAADMIN iam update-user --user-name ${user}`));
  });

  test('docs/troubleshooting.md makes a new password that the user does not have to change', () => {
    paste('docs/troubleshooting.md', '', (block) => block.includes('new-password.json'));
    expect(JSON.parse(fileNamed('new-password.json'))).toEqual({ Password: expect.stringMatching(/^.{24}aA1!$/) });
    expect(statSync(join(folder, 'new-password.json')).mode.toString(8)).toMatch(/00$/);
    expect(linesOf('calls')).toEqual(['AKIAADMIN iam update-login-profile --user-name ada --no-password-reset-required --cli-input-json file://new-password.json']);
  });

  test('docs/troubleshooting.md removes one user from a group', () => {
    const output = paste('docs/troubleshooting.md', '"iam list-groups-for-user") echo NAME;;', (block) => block.includes('remove-user-from-group'));
    expect(output).toBe('NAME\n');
    expect(linesOf('calls').at(-1)).toBe('AKIAADMIN iam remove-user-from-group --user-name ada --group-name NAME');
  });

  test('docs/automation.md makes a key for the user that its code makes', () => {
    const page = read('docs/automation.md');
    const [, user] = /create-access-key --user-name (\S+)/.exec(page)!;
    expect(page).toContain(`new iam.User(this, 'DeployPipeline', { userName: '${user}'`);
  });

  test('docs/roll-out.md takes the members out of the groups of the stack', () => {
    paste('docs/roll-out.md', [
      '"cloudformation describe-stack-resources") printf "Identity-Developers\\tIdentity-HelpDesk\\n";;',
      '"iam get-group") [[ $* == *HelpDesk* ]] || printf "ada\\tbob\\n";;',
    ].join('\n'), (block) => block.includes('remove-user-from-group'));
    expect(linesOf('calls').filter((call) => /remove/.test(call))).toEqual(['ada', 'bob'].map((user) =>
      `AKIAADMIN iam remove-user-from-group --group-name Identity-Developers --user-name ${user}`));
  });

  const QUICK_START = [
    '"iam create-access-key") echo \'{ "AccessKey": { "AccessKeyId": "AKIAADA", "SecretAccessKey": "secret" } }\';;',
    '"iam list-mfa-devices") printf "arn:aws:iam::123456789012:mfa/phone\\tarn:aws:iam::123456789012:mfa/tablet\\n";;',
  ].join('\n');

  test('docs/quick-start.md gives a password and a key, and uses the key', () => {
    paste('docs/quick-start.md', QUICK_START, (block) => !/npm |^rm |^for |sts/m.test(block));
    expect(JSON.parse(fileNamed('login.json'))).toEqual({ UserName: 'quick-start-ada', Password: expect.stringMatching(/^.{24}aA1!$/) });
    // A password and a live key: nobody else on the machine reads them.
    expect(['login.json', 'key.json'].map((file) => statSync(join(folder, file)).mode.toString(8))).toEqual(['100600', '100600']);
    expect(linesOf('calls')).toEqual([
      'AKIAADMIN iam create-login-profile --cli-input-json file://login.json --no-password-reset-required',
      'AKIAADMIN iam create-access-key --user-name quick-start-ada',
      'AKIAADA iam list-users --max-items 1',
      'AKIAADA iam create-virtual-mfa-device --virtual-mfa-device-name stolen --bootstrap-method QRCodePNG --outfile stolen.png',
    ]);
  });

  test('docs/quick-start.md cleans up', () => {
    paste('docs/quick-start.md', QUICK_START, (block) => !/npm |sts/.test(block));
    expect(readdirSync(folder).sort()).toEqual(['aws', 'calls']);
    expect(linesOf('calls').slice(4)).toEqual([
      'iam list-mfa-devices --user-name quick-start-ada --query MFADevices[].SerialNumber --output text',
      ...['phone', 'tablet'].flatMap((device) => [
        `iam deactivate-mfa-device --user-name quick-start-ada --serial-number arn:aws:iam::123456789012:mfa/${device}`,
        `iam delete-virtual-mfa-device --serial-number arn:aws:iam::123456789012:mfa/${device}`,
      ]),
      'iam delete-access-key --user-name quick-start-ada --access-key-id AKIAADA',
      'iam delete-login-profile --user-name quick-start-ada',
    ].map((call) => `AKIAADMIN ${call}`));
  });
});
