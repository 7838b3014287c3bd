import { App } from 'aws-cdk-lib';
import { ForceMfaStack } from './stack';

const app = new App();
new ForceMfaStack(app, 'ForceMfa', { dryRun: app.node.tryGetContext('dryRun') === 'true' });
