/** What `bundle` does once esbuild has made the function. One process, because each loads for a second, and most scripts bundle first. */
import { join } from 'node:path';
import { bundleCli } from './bundle-cli';
import { writeThirdPartyLicenses } from './third-party-licenses';
import { withoutComments } from './without-comments';

withoutComments(join(__dirname, '..', 'assets/membership-function/membership.lambda/index.js'));
// The licenses are those of both bundles.
void bundleCli().then(writeThirdPartyLicenses);
