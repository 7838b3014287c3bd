import { Component, type typescript } from 'projen';
import { COMPILED, TSX } from './shared-steps';

/** What the packages contain, in each language. */
export class Packages extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    this.listFiles(project);
    this.translateExamples(project);
    const taskOf = (language: string) => project.tasks.tryFind(`package:${language}`)!;
    taskOf('js').prependSpawn(project.compileTask, { condition: COMPILED.condition });
    // pacmak leaves what is there, so a file of a class that is no more would be compiled along.
    taskOf('go').prependExec('rm -rf dist/go');
    // Otherwise the examples in the packages of the other languages stay TypeScript. In these tasks, because a release runs them alone.
    ['python', 'java', 'dotnet', 'go'].forEach((language) => taskOf(language).prependSpawn(project.tasks.tryFind('rosetta')!));
    // Without it the Go module compiles with no aws-cdk-lib from 2.224.0 on.
    taskOf('go').exec(`${TSX} projenrc/inherited-go-members.ts`);
    project.addTask('generate:dotnet', {
      description: 'Generates the .NET sources without building them, which needs no .NET SDK',
      steps: [{ spawn: 'rosetta' }, { exec: 'rm -rf dist/dotnet' }, { exec: 'jsii-pacmak --target dotnet --code-only' }],
      // The same on a machine without a network.
      env: { JSII_PACMAK_DOTNET_NO_DOWNLOAD_ICON: '1' },
    });
  }

  /** What is published is listed, so that a new folder of the repository does not slip into the package. */
  private listFiles(project: typescript.TypeScriptProject): void {
    project.package.addField('files', [
      '/lib/**/*.js', '/lib/**/*.d.ts', '/assets/**/*.js', '/bin/cdk-iam-mfa.js', '/docs/*-output.schema.json', '/.jsii',
      '/THIRD-PARTY-LICENSES.txt',
      // The function is in its bundle; of its folder, users load only these.
      '!/lib/membership-function/**', '/lib/membership-function/{membership-function,metric-names,environment}.js',
      // No public declaration refers to them: a seventh of the package.
      '!/lib/private/**/*.d.ts',
    ]);
    // The maps, with the sources in them, were two thirds of the package; what is compiled reads like its source without them.
    ['inlineSourceMap', 'inlineSources'].forEach((option) => project.tryFindObjectFile('tsconfig.json')!.addDeletionOverride(`compilerOptions.${option}`));
    // So that searches on PyPI for CDK constructs find it; no typed option.
    project.tryFindObjectFile('package.json')!.addOverride('jsii.targets.python.classifiers', ['Framework :: AWS CDK', 'Framework :: AWS CDK :: 2']);
  }

  private translateExamples(project: typescript.TypeScriptProject): void {
    project.addTask('rosetta', {
      description: 'Compiles the examples of README and docstrings',
      steps: [COMPILED, { exec: 'jsii-rosetta extract --strict --cache .jsii.tabl.json --trim-cache' }],
    });
  }
}
