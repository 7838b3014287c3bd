/** The ends of the range of CDK releases in which no template may change. */
import * as PACKAGE from '../../package.json';

/** A CDK release, with what `cdk init` gave a TypeScript project in its time. */
export interface CdkRelease {
  readonly 'aws-cdk-lib': string;
  readonly 'constructs': string;
  readonly 'typescript': string;
  readonly '@types/node': string;
}

/** What users must have at least: the dev tree's, from `.projenrc.ts`. */
const FLOOR: CdkRelease = {
  'aws-cdk-lib': PACKAGE.devDependencies['aws-cdk-lib'],
  'constructs': PACKAGE.devDependencies.constructs,
  'typescript': '5.6.3',
  '@types/node': '22.7.9',
};

/**
 * The newest that was tried; this is its only place.
 *
 * To raise it, write here what `npm view aws-cdk-lib version` and `npm view constructs version` say, and the other two as
 * `cdk init app --language typescript` writes them; run `npm run test:proof -- stability`. If a template differs then, users will see that
 * difference when they upgrade CDK: mend `src`, do not update the reviewed file.
 */
const NEWEST: CdkRelease = {
  'aws-cdk-lib': '2.276.0',
  'constructs': '10.8.1',
  'typescript': '7.0.2',
  '@types/node': '24.10.1',
};

export const CDK_RELEASES = { floor: FLOOR, newest: NEWEST };
