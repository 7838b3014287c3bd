/** The example of `ConsoleMfaEnforcedGroup` in the other languages, as jsii-rosetta translates it. */
import { join } from 'path';
import { LanguageTablet, TargetLanguage } from 'jsii-rosetta';
import { withGeneratedBlock } from '../../guide/generated-block';

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

/** The page that shows the examples. */
export const PAGE = join(ROOT, 'docs/languages.md');

/** As its docstring has it. */
const EXAMPLE = `const developers = new ConsoleMfaEnforcedGroup(this, 'Developers');

// Add the permissions that members need for their work.
developers.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));`;

/** @param tablet what `npm run rosetta` wrote */
export async function withExamples(document: string, tablet = join(ROOT, '.jsii.tabl.json')): Promise<string> {
  const translations = new LanguageTablet();
  await translations.load(tablet);
  const text = LANGUAGES.map((language) => section(language, translated(translations, language.target))).join('\n');
  return withGeneratedBlock(document, { source: 'the first example', command: 'npm run docs -- languages', text });
}

function section({ name, install, imports, fence }: Language, example: string): string {
  const command = install.includes('`') ? install : `\`${install}\``;
  return `**${name}**, after the first release: ${command}\n\n\`\`\`${fence}\n${imports.join('\n')}\n\n${example}\n\`\`\`\n`;
}

function translated(translations: LanguageTablet, target: TargetLanguage): string {
  const snippet = translations.snippetKeys.map((key) => translations.tryGetSnippet(key)!)
    .find(({ originalSource }) => originalSource.source.trim() === EXAMPLE);
  if (snippet === undefined || !snippet.snippet.didCompile) {
    throw new Error('.jsii.tabl.json has no translation of the example of ConsoleMfaEnforcedGroup that was compiled; run `npm run rosetta`');
  }
  return snippet.get(target)!.source.trim();
}
