import { App } from 'aws-cdk-lib';
import { accountProps, addAccount } from './account';

const app = new App();
addAccount(app, accountProps(app));
