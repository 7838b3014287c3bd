/**
 * THIRD-PARTY-LICENSES.txt: the licenses of the packages that are in the bundles.
 *
 * The bundles have no comments, so the licenses are not in them. Tools that list licenses read the dependencies of a package or whole
 * folders. Here only esbuild knows what is in, and two of three packages bring no text, so this reads the files itself.
 */
import { readFileSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { type BundledPackage, bundledPackages } from './bundled-packages';
import { LICENSE_TEXTS } from './license-texts';

const ROOT = join(__dirname, '..');
const FILE = 'THIRD-PARTY-LICENSES.txt';
const LINE = '-'.repeat(80);
/** The terms of the package itself, which others have too. Once in the package is enough, because they are a hundredth of it. */
const [OWN_TERMS] = readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim().split(/\s+END OF TERMS AND CONDITIONS/);

/** Those of one package: its license, and a notice if it has one. */
export function licenseTextOf({ name, version, license, folder }: BundledPackage): string {
  const files = readdirSync(join(ROOT, folder)).filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file)).sort();
  const texts = files.length > 0 ? files.map((file) => readFileSync(join(ROOT, folder, file), 'utf8')) : [LICENSE_TEXTS[`${name} (${license})`]];
  if (texts[0] === undefined) {
    throw new Error(`${name} ${version} is in a bundle and has no file LICENSE, expected the text of its license ${license}; `
      + 'copy it from the repository of the package into projenrc/license-texts.ts');
  }
  return texts.map((text) => text.replace(/\r\n/g, '\n').replace(/^\n+|\s+$/g, '').replace(OWN_TERMS, 'The terms of the Apache License 2.0 are in the file LICENSE of this package.').trim())
    .join('\n\n');
}

export function thirdPartyLicenses(packages: BundledPackage[], textOf = licenseTextOf): string {
  const parts = packages.map((each) => [
    `${each.name} ${each.version}`,
    `License: ${each.license}`,
    ...each.homepage ? [each.homepage] : [],
    `In: ${each.bundles.join(', ')}`,
    '',
    textOf(each),
  ].join('\n'));
  return [
    'cdk-iam-mfa is licensed under the Apache License 2.0, see LICENSE. It contains code of these packages, under their own licenses.',
    ...parts,
  ].join(`\n\n${LINE}\n\n`) + '\n';
}

export function writeThirdPartyLicenses(): void {
  writeFileSync(join(ROOT, FILE), thirdPartyLicenses(bundledPackages()));
}
