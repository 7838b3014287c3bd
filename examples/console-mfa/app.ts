import { App } from 'aws-cdk-lib';
import { ConsoleMfaStack } from './stack';

const app = new App();
new ConsoleMfaStack(app, 'ConsoleMfa');
