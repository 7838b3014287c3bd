// The app of the JavaScript consumer, as CommonJS. `node app.js FILE` writes the template, and what the package exports.
const { writeFileSync } = require('fs');
const { App, DefaultStackSynthesizer, Stack } = require('aws-cdk-lib');
const library = require('cdk-iam-mfa');
const { ConsoleMfaEnforcedGroup } = library;

const app = new App({ analyticsReporting: false, outdir: 'cdk.out' });
const stack = new Stack(app, 'Stack', { synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) });
new ConsoleMfaEnforcedGroup(stack, 'Developers');

const { template } = app.synth().getStackArtifact(stack.artifactId);
writeFileSync(process.argv[2], JSON.stringify({ template, names: Object.keys(library) }));
