import { App } from 'aws-cdk-lib';
import { BreakGlassStack } from './stack';

const app = new App();
new BreakGlassStack(app, 'BreakGlass');
