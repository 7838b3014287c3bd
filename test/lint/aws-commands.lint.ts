/** The commands of the AWS CLI that the pages name exist, with their options and the values of these, by botocore's models of AWS's services. */
import { join } from 'node:path';
import { PAGES, lineAt, read } from '../docs/texts';
import { runPython, virtualEnvironment } from '../virtual-environment';

const ALL_PAGES = ['README.md', ...PAGES, ...['account', 'break-glass', 'console-mfa', 'force-mfa'].map((name) => `examples/${name}/README.md`)];

interface AwsCommand {
  readonly line: number;
  readonly service: string;
  readonly operation: string;
  readonly options: Record<string, string[]>;
  /** It stands in a block to paste, and not in a sentence that only names it. */
  readonly isWhole: boolean;
}

/** What the AWS CLI has beside the operations of the services: its own commands with their options, and options of every command. */
const OF_THE_CLI = {
  commands: {
    'cloudformation deploy': ['capabilities', 'stack-name', 'template-file'],
    'cloudtrail validate-logs': [],
    'logs tail': ['filter-pattern', 'since'],
    's3 ls': [],
    's3 rb': ['force'],
  },
  options: ['bootstrap-method', 'cli-input-json', 'cli-read-timeout', 'max-items', 'outfile', 'output', 'query', 'region'],
};

/** They are in version 2 only; version 1 reads `AWS_DEFAULT_REGION`. */
const OF_VERSION_2 = /\baws logs tail\b|\bAWS_REGION\b|\buse `aws login`/;
const NAMES_VERSION_2 = /AWS CLI 2\b/;

function awsCommandsIn(markdown: string): AwsCommand[] {
  const argument = / +(?:"[^"]*"|'[^']*'|[^\s|<>;)`"']+)/.source;
  // Two spaces for the end of a continued line, so that each command stays where it is.
  return [...markdown.replace(/\\\n/g, '  ').matchAll(/^ *```sh\n[^]*?^ *```$|`aws [^`]+`/gm)].flatMap(({ 0: code, index: start }) =>
    [...code.matchAll(new RegExp(`\\baws ([a-z0-9]+) ([a-z0-9-]+)((?:${argument})*)`, 'g'))].map(({ 1: service, 2: operation, 3: rest, index }) => ({
      line: lineAt(markdown, start + index), service, operation, options: optionsIn(rest), isWhole: code.includes('\n'),
    })));
}

function optionsIn(text: string): Record<string, string[]> {
  return Object.fromEntries(text.split(/ --(?:no-)?(?=[a-z])/).slice(1).map((option) => {
    const [name, ...values] = [...option.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare);
    return [name, values];
  }));
}

function mistakesIn(pages: [string, string][]): string[] {
  const found = pages.flatMap(([page, text]) => awsCommandsIn(text).map((command) => ({ place: `${page}:${command.line}`, command })));
  const python = join(virtualEnvironment('test-lint-commands', [join(__dirname, 'commands-requirements.txt')]), 'python');
  const question = JSON.stringify({ commands: found.map(({ command }) => command), ofTheCli: OF_THE_CLI });
  const mistakes: string[][] = JSON.parse(runPython(python, [join(__dirname, 'aws_commands.py')], question));
  return mistakes.flatMap((each, index) => each.map((mistake) => `${found[index].place}: ${mistake}`));
}

test('the commands of the pages exist, with their options', () => {
  const commands = ALL_PAGES.flatMap((page) => awsCommandsIn(read(page)));
  expect(commands.length).toBeGreaterThan(50);
  expect(mistakesIn(ALL_PAGES.map((page) => [page, read(page)]))).toEqual([]);
});

test('a page that needs version 2 of the AWS CLI says so', () => {
  const needing = ALL_PAGES.filter((page) => OF_VERSION_2.test(read(page)));
  expect(needing.length).toBeGreaterThan(2);
  expect(needing.filter((page) => !NAMES_VERSION_2.test(read(page)))).toEqual([]);
});

test.each([
  ['`aws iam list-user`', ['page.md:1: iam list-user']],
  ['`aws iams list-users`', ['page.md:1: iams list-users']],
  ['`aws iam get-user --user ada`', ['page.md:1: iam get-user --user']],
  ['`aws iam update-access-key --status Off`', ['page.md:1: iam update-access-key --status Off']],
  ['`aws logs tail G --until 3h`', ['page.md:1: logs tail --until']],
  ['`aws cloudtrail lookup-events --lookup-attributes "AttributeKey=KeyId,AttributeValue=x"`', [
    'page.md:1: cloudtrail lookup-events --lookup-attributes KeyId',
  ]],
  ['`aws iam detach-group-policy`', []],
  ['\n```sh\naws iam detach-group-policy --group-name \\\n  NAME\n```\n', ['page.md:3: iam detach-group-policy without --policy-arn']],
])('%j: wrong is %j', (text, mistakes) => {
  expect(mistakesIn([['page.md', text]])).toEqual(mistakes);
});
