module.exports = require('../jest.proof')('languages', {
  ending: 'language',
  // The apps of the languages are packages of their own.
  modulePathIgnorePatterns: ['<rootDir>/test/languages/.*/package.json'],
  globalSetup: '<rootDir>/test/languages/reference.ts',
  globalTeardown: '<rootDir>/test/languages/tear-down.ts',
  maxWorkers: 2,
  testTimeout: 600_000,
});
