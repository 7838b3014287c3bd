// `node load.js package|by-hand`: loads the one or the other, and makes one group. No synth.
require('./cpu-time');
const makeGroup = require(`./${process.argv[2]}`);
const { App, Stack } = require('aws-cdk-lib');

makeGroup(new Stack(new App({ outdir: process.argv[3] }), 'Stack'), 'Group');
