/** The page that a release publishes. */
import { linkedProse } from '../../page/markup';
import { repositoryAt } from '../../page/write-page';

test('links to the files of its own release, and before the first one to those of main', () => {
  expect(linkedProse('see [limits](docs/limits.md#a)', repositoryAt('1.2.3')).join(''))
    .toBe('see <a href="https://github.com/cdk-iam-mfa/cdk-iam-mfa/blob/v1.2.3/docs/limits.md#a">limits</a>');
  expect(repositoryAt('0.0.0')).toBe('https://github.com/cdk-iam-mfa/cdk-iam-mfa/blob/main');
});
