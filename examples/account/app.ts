import { App } from 'aws-cdk-lib';
import { addAccount } from './account';

const app = new App();
addAccount(app, {
  // `-c enforce=false` until everybody has a device: docs/account-rollout.md.
  // From the command line it is a string, from cdk.json a boolean.
  enforce: `${app.node.tryGetContext('enforce')}` !== 'false',
  trailLogGroupName: app.node.tryGetContext('trail'),
});
