import { App } from 'aws-cdk-lib';
import { ForceMfaStack } from './stack';

const app = new App();
// From the command line it is a string, from cdk.json a boolean.
new ForceMfaStack(app, 'ForceMfa', { dryRun: `${app.node.tryGetContext('dryRun')}` === 'true' });
