/** What `--managed` gives: policies with their documents. */
import { hasDocuments, joinedPages } from './account-pages';
import { InputError } from './input-error';
import type { Fields } from './json-fields';
import { managedIn } from './managed-policies';
import { Input, valuesOf, within } from './parse-input';

export function readManaged(inputs: readonly Input[]): ReadonlyMap<string, Fields> {
  const pages = inputs.flatMap((input) => valuesOf(input).map((one) => within(input.name, () => {
    if (!hasDocuments(one.value)) {
      throw new InputError('expected policies with their documents: the output of aws iam get-account-authorization-details --filter AWSManagedPolicy LocalManagedPolicy');
    }
    return one;
  })));
  return managedIn(joinedPages(pages).value);
}
