// `node synth.js package|by-hand FOLDER`: an app of 100 groups, synthesized.
require('./cpu-time');
const makeGroup = require(`./${process.argv[2]}`);
const { App, Stack } = require('aws-cdk-lib');

const app = new App({ outdir: process.argv[3], analyticsReporting: false });
const stack = new Stack(app, 'Stack');
for (let i = 0; i < 100; i++) {
  makeGroup(stack, `Group${i}`);
}
app.synth();
