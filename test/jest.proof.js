/**
 * What the jest configurations of the proofs share: those that `npm test` does not run, each in a folder of its own.
 *
 * @param {string} folder whose files `*.FOLDER.ts` are the tests; `ending` names another ending
 * @param {object} options what the proof needs besides
 */
module.exports = (folder, { ending = folder, ...options } = {}) => ({
  rootDir: '../..',
  roots: [`<rootDir>/test/${folder}`],
  testMatch: [`<rootDir>/test/${folder}/*.${ending}.ts`],
  // The package's own name, as users and examples write it.
  moduleNameMapper: { '^cdk-iam-mfa$': '<rootDir>/src' },
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json' }] },
  testTimeout: 120_000,
  verbose: true,
  ...options,
});
