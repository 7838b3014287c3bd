/** The users in a credential report, or in the details of an account. */
import { accountOf } from '../../access/judge/inputs/account-of';
import { isAccountPage, joinedPages } from '../../access/judge/inputs/account-pages';
import { InputError } from '../../access/judge/inputs/input-error';
import { field, fields, list, text } from '../../access/judge/inputs/json-fields';
import { valuesOf } from '../../access/judge/inputs/parse-input';
import type { Person } from '../../impact/report/people';
import { readCredentialReports } from '../credential-reports';
import { readInput } from '../input-files';
import { Refusal } from '../refusal';

export function readPeople(files: { readonly credentialReport: readonly string[]; readonly accountDetails: readonly string[] }): Person[] {
  try {
    return [...credentialsIn(files.credentialReport), ...detailsIn(files.accountDetails)];
  } catch (error) {
    throw error instanceof InputError ? new Refusal(error.message) : error;
  }
}

function credentialsIn(files: readonly string[]): Person[] {
  return [...readCredentialReports(files)].filter(([arn]) => arn.includes(':user/')).map(([arn, { password, device, keys, keyUse }]) =>
    ({ ...namedBy(arn), hasPassword: password, hasDevice: device, hasKeys: keys, keyUse }));
}

function detailsIn(files: readonly string[]): Person[] {
  if (files.length === 0) {
    return [];
  }
  const values = files.flatMap((file) => valuesOf(readInput(file)));
  const other = values.find(({ value }) => !isAccountPage(value));
  if (other !== undefined) {
    throw new InputError(`${other.name}: expected the output of aws iam get-account-authorization-details`);
  }
  return list(field(joinedPages(values).value, 'UserDetailList'), 'UserDetailList').map((one, index) => {
    const user = fields(one, `UserDetailList[${index}]`);
    const groups = list(field(user, 'GroupList'), `UserDetailList[${index}].GroupList`).map(String);
    return { ...namedBy(text(field(user, 'Arn'), `UserDetailList[${index}].Arn`)), groups };
  });
}

function namedBy(arn: string): Pick<Person, 'account' | 'user'> {
  return { account: accountOf(arn) ?? '', user: arn.slice(arn.lastIndexOf('/') + 1) };
}
