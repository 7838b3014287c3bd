import { Component, awscdk, type typescript } from 'projen';
import { TSX } from './shared-steps';

/**
 * The function of ForceMfaGroup. The SDK stays outside, because the Lambda runtime has it. Neither minified nor with a source map, so that
 * auditors can read the function in the Lambda console.
 */
export const FUNCTION: awscdk.LambdaFunctionCommonOptions = {
  // By us, not by the user's CDK, so that snapshots hold. Until April 2028; Node 22 would be for one year less.
  runtime: awscdk.LambdaRuntime.NODEJS_24_X,
  // For version 2 of the SDK only.
  awsSdkConnectionReuse: false,
  bundlingOptions: { externals: ['@aws-sdk/*'], watchTask: false },
};

/** The bundles of the function and of the command, which are not in git. */
export class Bundles extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    const bundle = project.tasks.tryFind('bundle')!;
    // The command of the package, one file without dependencies, with the rows of the access matrix. None of projen's bundles: those are for
    // what lies under src, which jsii compiles, and the command is made of what the library must never load.
    bundle.exec(`${TSX} projenrc/bundle.ts`);
    project.package.addBin({ 'cdk-iam-mfa': 'bin/cdk-iam-mfa.js' });

    // A synthesis without the bundle fails. So installing makes it, because an example or a single test needs it. What else synthesizes from source makes
    // it again, as the source is now: npm test beside its checks.
    // By this script and not by `prepare`: npm runs this one for the project that it installs into, and never for a package in node_modules.
    // A package that has `prepare` is reported as one with an install script, to every user who installs the packed file.
    project.setScript('dependencies', `projen ${bundle.name}`);
    // Packing follows compiling, and a package without the function fails at the user's synth.
    project.compileTask.prependSpawn(bundle);
    // jsii leaves what is there, so a file that was renamed since would be packed too.
    project.compileTask.prependExec('rm -rf lib');
    // A quarter of the package. What users read is in the declarations.
    project.compileTask.exec('tsx projenrc/without-comments.ts lib');
    // Four kilobytes of the package. Not part of the bundle, because that is made before nearly every script.
    project.compileTask.exec('terser --mangle --ecma 2020 --output bin/cdk-iam-mfa.js bin/cdk-iam-mfa.js');
    // Without its spaces, which are two kilobytes of the package.
    project.compileTask.exec('node -e "fs.writeFileSync(\'.jsii\', JSON.stringify(JSON.parse(fs.readFileSync(\'.jsii\'))))"');
  }
}
