/** What a request names, as far as a statement asks for it. */
import { type CloudTrailRecord, isFields, isTold, own, partAt, textAt } from './record';
import { NAMED_BY, NEW_GROUP_NAME, PARAMETERS, WITHOUT_A_NAME } from '../../src/private/impact/vocabulary/actions';
import { CONSOLE, type Fact, NOT_CONSOLE, OTHER_USER, OWN_USER, UNKNOWN } from '../../src/private/impact/vocabulary/fact';
import { CONSOLE_CLIENT } from '../../src/private/impact/vocabulary/record-values';

type Named = Pick<Fact, 'action' | 'user' | 'account' | 'outcome'>;

const IS_CONSOLE = new RegExp(CONSOLE_CLIENT);

export function targetOf(record: CloudTrailRecord, named: Named): string {
  const kind = own(NAMED_BY, named.action);
  if (kind === undefined) {
    return '';
  }
  if (kind === 'caller') {
    return OWN_USER;
  }
  const parameters = partAt(record, 'requestParameters');
  if (!isFields(parameters) && isTold(parameters === undefined ? record.requestParameters : parameters)) {
    return UNKNOWN;
  }
  const name = textAt(parameters, PARAMETERS[kind]);
  switch (kind) {
    case 'user': return userTarget(name, named);
    case 'group': return name === '' ? UNKNOWN : groupTarget(name, textAt(parameters, NEW_GROUP_NAME));
    case 'policy': return name === '' ? UNKNOWN : policyTarget(name, named);
    case 'client': return name === '' ? UNKNOWN : IS_CONSOLE.test(name) ? CONSOLE : NOT_CONSOLE;
  }
}

/** A call that did not succeed has no parameters in its record, whatever it named. */
function userTarget(name: string, { action, user, outcome }: Named): string {
  if (name === '') {
    return outcome === 'allowed' ? WITHOUT_A_NAME[action] ?? UNKNOWN : UNKNOWN;
  }
  if (user === UNKNOWN) {
    return UNKNOWN;
  }
  if (name === user) {
    return OWN_USER;
  }
  // What IAM makes of another case is not documented.
  return name.toLowerCase() === user.toLowerCase() ? UNKNOWN : OTHER_USER;
}

/** IAM asks for the group that is renamed, and for one with its new name. */
function groupTarget(name: string, newName: string): string {
  return newName === '' ? `group/${name}` : `group/${name} group/${newName}`;
}

/** The ARN of a policy of AWS or of another account keeps its account. Where the record does not tell the user's, it is that of the policy. */
function policyTarget(arn: string, { account }: Named): string {
  const start = arn.indexOf(':policy/');
  const ofPolicy = arn.split(':')[4] ?? '';
  const isOwn = account === '' ? ofPolicy !== 'aws' : ofPolicy === account;
  return start >= 0 && isOwn ? arn.slice(start + 1) : arn;
}
