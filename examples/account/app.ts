import { App } from 'aws-cdk-lib';
import { addAccount } from './account';

const app = new App();
addAccount(app, {
  // `-c enforce=false` until everybody has a device: docs/account-rollout.md.
  enforce: app.node.tryGetContext('enforce') !== 'false',
  trailLogGroupName: app.node.tryGetContext('trail'),
});
