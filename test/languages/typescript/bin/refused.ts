import { App, Stack } from 'aws-cdk-lib';
import { ConsoleMfaEnforcedGroup } from 'cdk-iam-mfa';

// What the library refuses: an action that would let a session without MFA make an administrator.
const stack = new Stack(new App(), 'Refused');
new ConsoleMfaEnforcedGroup(stack, 'Developers', { allowActions: ['iam:CreateUser'] });
