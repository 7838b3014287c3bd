/** The first example of the README in the other languages, as jsii-rosetta translates it. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { LanguageTablet, TargetLanguage } from 'jsii-rosetta';
import { withGeneratedBlock } from '../../demo/generated-block';

const ROOT = join(__dirname, '..', '..');

interface Language {
  readonly name: string;
  readonly target: TargetLanguage;
  readonly install: string;
  readonly imports: string[];
  readonly fence: string;
}

const LANGUAGES: Language[] = [
  {
    name: 'Python',
    target: TargetLanguage.PYTHON,
    install: 'pip install cdk-iam-mfa',
    imports: ['from aws_cdk import aws_iam as iam', 'from cdk_iam_mfa import ConsoleMfaEnforcedGroup'],
    fence: 'python',
  },
  {
    name: 'Java',
    target: TargetLanguage.JAVA,
    install: '`io.github.cdk-iam-mfa:cdk-iam-mfa` in the pom, beside `aws-cdk-lib`',
    imports: ['import io.github.cdkiammfa.ConsoleMfaEnforcedGroup;', 'import software.amazon.awscdk.services.iam.ManagedPolicy;'],
    fence: 'java',
  },
  {
    name: 'C#',
    target: TargetLanguage.CSHARP,
    install: 'dotnet add package CdkIamMfa',
    imports: ['using Amazon.CDK.AWS.IAM;', 'using CdkIamMfa;'],
    fence: 'csharp',
  },
  {
    name: 'Go',
    target: TargetLanguage.GO,
    install: 'go get github.com/cdk-iam-mfa/cdk-iam-mfa-go/cdkiammfa',
    imports: [
      'import (',
      '\tiam "github.com/aws/aws-cdk-go/awscdk/v2/awsiam"',
      '\t"github.com/aws/jsii-runtime-go"',
      '\t"github.com/cdk-iam-mfa/cdk-iam-mfa-go/cdkiammfa"',
      ')',
    ],
    fence: 'go',
  },
];

/** The files that show the examples. */
export const DOCUMENTS = ['README.md', 'docs/languages.md'].map((file) => join(ROOT, file));

/** @param tablet what `npm run rosetta` wrote */
export async function withExamples(document: string, tablet = join(ROOT, '.jsii.tabl.json')): Promise<string> {
  const translations = new LanguageTablet();
  await translations.load(tablet);
  const text = LANGUAGES.map((language) => section(language, translated(translations, language.target))).join('\n');
  return withGeneratedBlock(document, { source: 'the first example', command: 'npm run docs:languages', text });
}

function section({ name, install, imports, fence }: Language, example: string): string {
  const command = install.includes('`') ? install : `\`${install}\``;
  return `**${name}**, after the first release: ${command}\n\n\`\`\`${fence}\n${imports.join('\n')}\n\n${example}\n\`\`\`\n`;
}

function translated(translations: LanguageTablet, target: TargetLanguage): string {
  const example = firstExample();
  const snippet = translations.snippetKeys.map((key) => translations.tryGetSnippet(key)!)
    .find(({ originalSource }) => originalSource.source.trim() === example);
  if (snippet === undefined || !snippet.snippet.didCompile) {
    throw new Error('.jsii.tabl.json has no translation of the first example of README.md that was compiled; run `npm run rosetta`');
  }
  return snippet.get(target)!.source.trim();
}

function firstExample(): string {
  return /^```ts\n(.*?)\n```$/ms.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))![1].trim();
}
