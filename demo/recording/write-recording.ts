/** `npm run docs -- recording`: 15 seconds of `cdk-iam-mfa judge`, which the README shows. */
import { writeFileSync } from 'fs';
import { join } from 'path';
import { judgeRecording } from './judge-recording';
import { bundledCommand } from '../make-bundles';

const RECORDING = join(__dirname, '../../docs/images/judge.svg');

writeFileSync(RECORDING, judgeRecording(bundledCommand()));
console.log(`wrote ${RECORDING}`);
