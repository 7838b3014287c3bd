module.exports = require('../jest.proof')('clone', {
  globalSetup: '<rootDir>/test/clone/installed.ts',
  globalTeardown: '<rootDir>/test/clone/tear-down.ts',
  maxConcurrency: 2,
  testTimeout: 600_000,
});
