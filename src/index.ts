export * from './console-mfa-enforced-group';
export * from './mfa-enforcement';
export * from './require-mfa-policy';
export * from './self-manage-mfa-policy';
export * from './user-credential';
