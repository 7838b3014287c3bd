/** What the bundles hold of others: its licenses are in the package, and it is in the list of materials (SBOM). */
import { readFileSync } from 'fs';
import { join } from 'path';
import { type BundledPackage, bundledFolders, bundledPackages } from '../../projenrc/bundled-packages';
import { type Sbom, sbomOf } from '../../projenrc/sbom';
import { licenseTextOf, thirdPartyLicenses } from '../../projenrc/third-party-licenses';

const ROOT = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const LICENSES = read('THIRD-PARTY-LICENSES.txt');

/** Read here once more, by other means: what each bundle was made of. */
const METAFILES = ['assets/membership-function/membership.lambda.meta.json', 'bin/cdk-iam-mfa.meta.json'];
const FOLDERS = [...new Set(METAFILES.flatMap((file) => Object.values<any>(JSON.parse(read(file)).outputs))
  .flatMap(({ inputs }) => Object.keys(inputs)).filter((input) => input.includes('node_modules/'))
  .map((input) => input.split('/').slice(0, input.split('/')[1].startsWith('@') ? 3 : 2).join('/')))].sort();

test('the function holds the library of its metrics', () => {
  expect(FOLDERS).toContain('node_modules/@aws-lambda-powertools/metrics');
});

test.each(FOLDERS)('the license of %s is in the package', (folder) => {
  const { name, version, license } = JSON.parse(read(`${folder}/package.json`));
  const part = LICENSES.split(/^-{80}$/m).find((each) => each.trim().startsWith(`${name} ${version}\nLicense: ${license}\n`));
  expect(part).toBeDefined();
  const opening = { 'Apache-2.0': 'Apache License', 'ISC': 'Permission to use, copy, modify, and/or distribute', 'MIT-0': 'Permission is hereby granted, free of charge', 'MIT': 'Permission is hereby granted, free of charge' };
  expect(part).toContain(opening[license as keyof typeof opening] ?? `the opening of the license ${license}, which this test does not know`);
});

test('the file is as the bundles are now', () => {
  expect(thirdPartyLicenses(bundledPackages())).toBe(LICENSES);
  expect(bundledPackages().map((each) => each.folder)).toEqual(FOLDERS);
});

test('the terms that the package has itself are in it once', () => {
  const [terms] = read('LICENSE').split('END OF TERMS AND CONDITIONS');
  expect(terms).toContain('9. Accepting Warranty or Additional Liability.');
  expect(LICENSES).toContain('License: Apache-2.0\nhttps://github.com/awslabs/aws-lambda-invoke-store');
  expect(LICENSES).toContain('The terms of the Apache License 2.0 are in the file LICENSE of this package.');
  expect(LICENSES).not.toContain('1. Definitions.');
});

const METRICS: BundledPackage = {
  name: '@aws-lambda-powertools/metrics', version: '9.9.9', license: 'MIT-0', folder: 'node_modules/@aws-lambda-powertools/metrics', bundles: ['a.js'],
};

test('a package without the text of its license is refused', () => {
  expect(licenseTextOf(METRICS)).toContain('Amazon.com');
  expect(() => licenseTextOf({ ...METRICS, license: 'ISC' })).toThrow(
    '@aws-lambda-powertools/metrics 9.9.9 is in a bundle and has no file LICENSE, expected the text of its license ISC; '
    + 'copy it from the repository of the package into projenrc/license-texts.ts');
});

test('a package is found where it lies, and only if something of it is left', () => {
  const inputs = {
    'src/index.ts': { bytesInOutput: 1 },
    'node_modules/one/lib/index.js': { bytesInOutput: 1 },
    'node_modules/one/node_modules/@scope/two/index.js': { bytesInOutput: 1 },
    'node_modules/three/index.js': { bytesInOutput: 0 },
  };
  expect(bundledFolders({ outputs: { 'a.js': { inputs } } })).toEqual({ 'a.js': ['node_modules/one', 'node_modules/one/node_modules/@scope/two'] });
});

const part = (name: string, version: string) => ({ 'bom-ref': `${name}@${version}`, name, version, 'properties': [{ name: 'cdx:npm:package:development' }] });
const ALL: Sbom = {
  metadata: { component: part('folder', '0.0.0') },
  components: [part(METRICS.name, '9.9.9'), part('jest', '1.0.0')],
  dependencies: [{ ref: 'folder@0.0.0', dependsOn: ['jest@1.0.0'] }, { ref: `${METRICS.name}@9.9.9`, dependsOn: ['jest@1.0.0'] }],
};

test('the list of materials has what is bundled, and nothing that only makes it', () => {
  expect(sbomOf(ALL, [METRICS], '1.2.3')).toEqual({
    metadata: { component: { ...part('cdk-iam-mfa', '1.2.3'), purl: 'pkg:npm/cdk-iam-mfa@1.2.3' } },
    components: [{ ...part(METRICS.name, '9.9.9'), properties: [] }],
    dependencies: [{ ref: 'cdk-iam-mfa@1.2.3', dependsOn: [`${METRICS.name}@9.9.9`] }, { ref: `${METRICS.name}@9.9.9`, dependsOn: [] }],
  });
});

test('a bundled package that npm does not list is refused', () => {
  expect(() => sbomOf({ ...ALL, components: [] }, [METRICS], '1.2.3')).toThrow(/^the bundles hold @aws-lambda-powertools\/metrics@9.9.9, expected each/);
});
