/** Checks of what is written out: no deployment of CDK stands between the command and IAM. */
import type { ManagedPolicy, Target } from './managed-policy';
import { LONGEST } from '../../src/private/aws/quotas';
import { invalidProp } from '../../src/private/checks/invalid-prop';
import { UNPRINTABLE } from '../output/printable';
import { isReference } from '../output/reference';

interface Rule {
  readonly holds: (text: string) => boolean;
  readonly expected: string;
  readonly fix: string;
}

const REFERENCES = '${...} is for --terraform and --cloudformation, and stands alone';
const ACCOUNT: Rule = {
  holds: (text) => /^\d{12}$/.test(text),
  expected: 'the number of an account, 12 digits',
  fix: 'give it, or leave it out with --terraform or --cloudformation, which find it',
};
const PARTITION: Rule = { holds: (text) => /^aws(-[a-z]+)*$/.test(text), expected: 'a partition such as aws, aws-cn or aws-us-gov', fix: `write its name; ${REFERENCES}` };
const PRINTABLE: Rule = { holds: (text) => text.search(UNPRINTABLE) < 0, expected: 'characters that can be seen', fix: 'leave the others out' };

function name(length: number): Rule {
  return {
    holds: (text) => text.length <= length && /^[\w+=,.@-]+$/.test(text),
    expected: `at most ${length} letters, digits and +=,.@-_`,
    fix: `write the name; ${REFERENCES}`,
  };
}

export function checkTarget(path: string, { account, partition }: { readonly [part in keyof Target]: string | undefined }): void {
  check(path, 'account', account, ACCOUNT);
  check(path, 'partition', partition, PARTITION);
}

export function checkNames({ construct, groups, users, managedPolicyName, description }: ManagedPolicy): void {
  groups.forEach((group, index) => check(construct, `groups[${index}]`, group, name(LONGEST.groupName)));
  users.forEach((user, index) => check(construct, `users[${index}]`, user, name(LONGEST.userName)));
  if (managedPolicyName !== undefined) {
    check(construct, 'managedPolicyName', managedPolicyName, name(LONGEST.name));
  }
  check(construct, 'description', description, PRINTABLE);
}

function check(path: string, prop: string, text: string | undefined, { holds, expected, fix }: Rule): void {
  if (text === undefined || !(isReference(text) || holds(text))) {
    throw invalidProp({ path, prop, got: text, expected, fix });
  }
}
