// The same as an ES module: the names must be found in the CommonJS package without running it.
import { writeFileSync } from 'fs';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import * as library from 'cdk-iam-mfa';
import { ConsoleMfaEnforcedGroup } from 'cdk-iam-mfa';

const app = new App({ analyticsReporting: false, outdir: 'cdk.out' });
const stack = new Stack(app, 'Stack', { synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) });
new ConsoleMfaEnforcedGroup(stack, 'Developers');

const { template } = app.synth().getStackArtifact(stack.artifactId);
writeFileSync(process.argv[2], JSON.stringify({ template, names: Object.keys(library) }));
