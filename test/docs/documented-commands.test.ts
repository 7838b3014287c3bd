/** The commands of pages that people paste from run in Bash, with a stand-in for `aws`. That the commands of the AWS CLI exist is proven in test/lint. */
import { execFileSync } from 'child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { read } from './texts';
import { recordsIn } from '../../impact/sources/records-in';
import { ForceMfaGroup, MfaEnforcement, RequireMfaPolicy } from '../../src';

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
    const blocks = [...read(page).matchAll(/^ *```sh\n(.*?)^ *```$/gms)].map(([, block]) => block.replace(/^npx .*\n/gm, '')).filter(select);
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
    const record = (eventName: string, userIdentity: object, others: object = {}) => JSON.stringify({
      eventName, eventTime: '2026-11-01T08:00:00Z', sourceIPAddress: '203.0.113.7', userAgent: 'Boto3/1.42', userIdentity: { type: 'IAMUser', ...userIdentity }, ...others,
    });
    const withKey = (userName: string) => ({ userName, accessKeyId: `AKIA${userName.toUpperCase()}` });
    const withSession = (userName: string, mfaAuthenticated: string, invokedBy?: string) => (
      { userName, accessKeyId: 'ASIAX', invokedBy, sessionContext: { attributes: { mfaAuthenticated } } });
    const removing = { requestParameters: { groupName: 'developers', userName: 'eve' } };
    const answers: Record<string, string[]> = {
      '*us-east-1*EventName,AttributeValue=EnableMFADevice*': [
        record('EnableMFADevice', withSession('adam', 'false'), { requestParameters: { userName: 'adam' } }), record('EnableMFADevice', withSession('adam', 'false'), { requestParameters: { userName: 'eve' } }),
        record('EnableMFADevice', withKey('bob'), { requestParameters: { userName: 'bob' } }),
      ],
      '*us-east-1*EventName,AttributeValue=CreateLoginProfile*': [record('CreateLoginProfile', withKey('provisioner'), { requestParameters: { userName: 'new' } })],
      '*us-east-1*EventName,AttributeValue=UpdateLoginProfile*': [
        record('UpdateLoginProfile', withSession('helper', 'true')), record('UpdateLoginProfile', withSession('bob', 'false'), { errorCode: 'AccessDenied', requestParameters: null }),
        record('UpdateLoginProfile', { type: 'AssumedRole', arn: 'role' }),
      ],
      '*us-east-1*EventName,AttributeValue=RemoveUserFromGroup*': [
        record('RemoveUserFromGroup', withKey('offboarding'), removing), record('RemoveUserFromGroup', withKey('offboarding'), { ...removing, eventTime: '2026-11-02T08:00:00Z' }),
        record('RemoveUserFromGroup', withSession('ada', 'false', 'cloudformation.amazonaws.com'), removing),
      ],
      '*us-east-1*EventName,AttributeValue=CreatePolicyVersion*': [
        record('CreatePolicyVersion', withKey('terraform'), { requestParameters: { policyArn: 'arn:aws:iam::123456789012:policy/other' } }),
        record('CreatePolicyVersion', withKey('terraform'), { userAgent: 'x\u001b[2J', requestParameters: { policyArn: 'arn:aws:iam::123456789012:policy/cdk-iam-mfa/Mine' } }),
      ],
      '*us-east-1*EventName,AttributeValue=GetSessionToken*': [
        record('GetSessionToken', withKey('vault')), record('GetSessionToken', withKey('careful'), { requestParameters: { serialNumber: 'arn:aws:iam::123456789012:mfa/phone' } }),
      ],
      '*eu-west-1*EventName,AttributeValue=GetFederationToken*': [record('GetFederationToken', withKey('vendor'), { requestParameters: { name: 'portal' } })],
      '*eu-west-1*Username,AttributeValue=ada*': [record('ListBuckets', withKey('ada')), record('DescribeVpcs', withSession('ada', 'false', 'aws-mcp.amazonaws.com'))],
      '*us-east-1*AccessKeyId,AttributeValue=AKIAEXAMPLE*': [record('GetUser', withKey('bob'))],
    };
    Object.entries(answers).forEach(([, lines], index) => writeFileSync(join(folder, `answer-${index}`), `${lines.join('\n')}\n`));
    const output = paste('docs/find-who-is-affected.md', [
      '"iam generate-credential-report") echo COMPLETE;;',
      `"iam get-credential-report") base64 '${folder}/credential-report';;`,
      '"ec2 describe-regions") printf "us-east-1\\teu-west-1\\n";;',
      '"cloudtrail lookup-events") case "$*" in',
      ...Object.keys(answers).map((pattern, index) => `  ${pattern}) cat '${folder}/answer-${index}';;`),
      'esac;;',
    ].join('\n'));
    expect(linesOf('people-without-device.txt')).toEqual(['ada', 'adam']);
    expect(linesOf('people-with-keys.txt')).toEqual(['ada', 'bob']);
    expect(linesOf('machines.txt')).toEqual(['bot-ada', 'deploy']);
    expect(linesOf('people.txt')).toEqual(['ada', 'adam', 'bob']);
    expect(output).toContain('ada 2026-11-01T00:00:00Z s3\nbob 2026-11-02T00:00:00Z iam\n');
    expect(output).not.toContain('bot-ada 2026');
    const first = '1 times, last 2026-11-01T08:00:00Z';
    const from = '203.0.113.7 | Boto3/1.42';
    expect(linesOf('stops.txt')).toEqual([
      `${first} | adam | EnableMFADevice | done | eve | a session without MFA | ${from}`,
      `${first} | bob | EnableMFADevice | done | bob | AKIABOB | ${from}`,
      `${first} | provisioner | CreateLoginProfile | done | new | AKIAPROVISIONER | ${from}`,
      `${first} | bob | UpdateLoginProfile | AccessDenied | - | a session without MFA | ${from}`,
      `2 times, last 2026-11-02T08:00:00Z | offboarding | RemoveUserFromGroup | done | developers | AKIAOFFBOARDING | ${from}`,
      `${first} | ada | RemoveUserFromGroup | done | developers | cloudformation.amazonaws.com | ${from}`,
      `${first} | terraform | CreatePolicyVersion | done | arn:aws:iam::123456789012:policy/cdk-iam-mfa/Mine | AKIATERRAFORM | 203.0.113.7 | x?[2J`,
      `${first} | vault | GetSessionToken | done | - | AKIAVAULT | ${from}`,
      `${first} | vendor | GetFederationToken | done | portal | AKIAVENDOR | ${from}`,
    ]);
    expect(linesOf('agents.txt')).toEqual([`${first} | ada | DescribeVpcs | done | - | aws-mcp.amazonaws.com | ${from}`]);
    expect(output).toContain(`${first} | bob | GetUser | done | - | AKIABOB | ${from}\n`);
  });

  test('docs/find-who-is-affected.md asks for each call that no key may make', () => {
    const stack = new Stack();
    const groups = [iam.Group.fromGroupName(stack, 'Group', 'developers')];
    new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups, users: [new iam.User(stack, 'User')] });
    new ForceMfaGroup(stack, 'WithoutMfa');
    const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'));
    const ofKeys = /^Deny(?:EnrollmentWithAccessKeys|WaysIntoTheConsole|UndoingTheEnforcement|DetachingFromUsers|LeavingByAnotherWay)/;
    const statements = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement).filter(({ Sid }: any) => ofKeys.test(Sid));
    const denied = [...new Set(statements.flatMap(({ Action }: any) => Action).map((action: string) => action.split(':')[1]))];
    const asked = [...read('docs/find-who-is-affected.md').replace(/\\\n/g, '').matchAll(/for event in ([\w ]+); do/g)].flatMap(([, events]) => events.trim().split(/\s+/));
    // A session without a code is denied all that it asks for.
    expect(asked.filter((event) => event !== 'GetSessionToken').sort()).toEqual(denied.sort());
  });

  test('docs/impact.md fetches the events of every Region, of everybody and of the users of a list, in forms that the command reads', () => {
    const eventOf = (user: string) => JSON.stringify({ Events: [{ CloudTrailEvent: JSON.stringify({ eventVersion: '1.11', eventID: user }) }] });
    const answers = [
      '"ec2 describe-regions") printf "us-east-1\\teu-west-1\\n";;',
      `"cloudtrail lookup-events") case "$*" in *=eve) exit 1;; *Username*) user="\${6##*AttributeValue=}"; echo '${eventOf('USER')}' | sed "s/USER/$user/";; *) echo '${eventOf('everybody')}';; esac;;`,
    ].join('\n');
    // Zsh, the shell of macOS, makes one word of a variable: this page does not ask for Bash.
    expect(read('docs/impact.md')).not.toMatch(/for \w+ in \$\w/);
    const idsIn = (name: string) => recordsIn(fileNamed(name)).records.map(({ eventID }) => eventID);
    paste('docs/impact.md', answers, (block) => !block.includes('people.txt'));
    expect([idsIn('events-us-east-1.json'), idsIn('events-eu-west-1.json')]).toEqual([['everybody'], ['everybody']]);
    writeFileSync(join(folder, 'people.txt'), 'ada\r\n\r\neve\r\nbob');
    const output = paste('docs/impact.md', answers, (block) => block.includes('people.txt'));
    expect(output).toBe('not fetched: eve in us-east-1\nnot fetched: eve in eu-west-1\n');
    for (const region of ['us-east-1', 'eu-west-1']) {
      expect(['ada', 'bob'].flatMap((user) => idsIn(`events/${region}-${user}.json`))).toEqual(['ada', 'bob']);
      // Which the command names.
      expect(fileNamed(`events/${region}-eve.json`)).toBe('');
    }
  });

  test('docs/roll-out.md moves every user of the lists to their paths, whatever the line ends', () => {
    writeFileSync(join(folder, 'staff.txt'), 'ada\r\n\r\nmissing\r\n\nbob');
    writeFileSync(join(folder, 'legacy.txt'), 'tool-1\n');
    const output = paste('docs/roll-out.md', '"iam update-user") [[ $* != *missing* ]];;', (block) => block.includes('staff.txt'));
    expect(output).toBe('not moved: missing\n');
    expect(linesOf('calls')).toEqual([...['ada', 'missing', 'bob'].map((user) => `${user} --new-path /staff/`), 'tool-1 --new-path /legacy/']
      .map((user) => `AKIAADMIN iam update-user --user-name ${user}`));
  });

  test('docs/roll-out.md names the machine users in the groups of people', () => {
    writeFileSync(join(folder, 'machines.txt'), 'deploy\nnightly-build\n');
    const answers = '"iam get-group") [[ $* == *administrators* ]] && echo ada || printf "ada\\nnightly-build\\ndeploy-2\\n";;';
    expect(paste('docs/roll-out.md', answers, (block) => block.includes('machines.txt'))).toBe('developers: nightly-build\n');
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

  test('docs/break-glass.md leaves neither the password nor the seed for others to read, and no seed at all', () => {
    const answers = '"iam create-virtual-mfa-device") touch seed; ls -l seed | cut -c1-10;;';
    const output = paste('docs/break-glass.md', answers, (block) => /login\.json|seed/.test(block));
    expect(JSON.parse(fileNamed('login.json'))).toEqual({ UserName: 'break-glass', Password: expect.stringMatching(/^.{24}aA1!$/) });
    expect(statSync(join(folder, 'login.json')).mode.toString(8)).toMatch(/00$/);
    expect(output).toBe('-rw-------\n');
    expect(readdirSync(folder).sort()).toEqual(['aws', 'calls', 'login.json']);
    expect(linesOf('calls')).toEqual([
      'create-login-profile --cli-input-json file://login.json --no-password-reset-required',
      'create-virtual-mfa-device --virtual-mfa-device-name break-glass-1 --bootstrap-method Base32StringSeed --outfile seed',
      'enable-mfa-device --user-name break-glass --serial-number arn:aws:iam::123456789012:mfa/break-glass-1'
      + ' --authentication-code1 123456 --authentication-code2 654321',
    ].map((call) => `AKIAADMIN iam ${call}`));
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
    ].join('\n'), (block) => block.includes('describe-stack-resources'));
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
