/** Finds the policy documents in what a reader gave: alone, in a list, or in what the commands of AWS put around them. */
import { InputError } from './input-error';
import { Fields, document, field, isFields } from './json-fields';
import { looksLike } from './looks-like';
import { refusePlaceholders } from './placeholders';

export interface NamedDocument {
  readonly name: string;
  readonly document: unknown;
  /** Its id, if it is a version of a policy that is not the default one, so that AWS does not apply it. */
  readonly idleVersion?: string;
  /** The user who has it, where the input tells. */
  readonly user?: string;
}

/** Policies of users and groups. */
export function documentsIn(value: unknown, name: string): NamedDocument[] {
  return found(value, name, (one) => {
    if (organizationPolicy(one) !== undefined) {
      throw new InputError('it is a policy of an organization, which no user holds; give it with --scp, beside the policies that the users hold');
    }
    const [role, user] = ['RoleName', 'UserName'].map((key) => field(one, key));
    if (typeof role === 'string') {
      throw new InputError(`it is a policy of the role ${role}, and role sessions carry no MFA; give policies of users and groups`);
    }
    const version = field(one, 'PolicyVersion');
    const around = isFields(version) ? field(version, 'Document') : field(one, 'PolicyDocument');
    return around === undefined ? undefined
      : { name, document: around, idleVersion: isFields(version) ? idleVersion(version) : undefined, user: typeof user === 'string' ? user : undefined };
  });
}

function idleVersion(version: Fields): string | undefined {
  return field(version, 'IsDefaultVersion') === false ? String(field(version, 'VersionId')) : undefined;
}

/** Service control policies, also as `aws organizations describe-policy` prints them. */
export function serviceControlIn(value: unknown, name: string): NamedDocument[] {
  return found(value, name, (one) => {
    const policy = organizationPolicy(one);
    if (policy === undefined) {
      return undefined;
    }
    const summary = field(policy, 'PolicySummary');
    const type = isFields(summary) ? field(summary, 'Type') : undefined;
    if (type !== undefined && type !== 'SERVICE_CONTROL_POLICY') {
      throw new InputError(`it is a ${String(type).slice(0, 40)}; expected a SERVICE_CONTROL_POLICY`);
    }
    const called = isFields(summary) ? field(summary, 'Name') : undefined;
    return { name: typeof called === 'string' ? called : name, document: field(policy, 'Content') };
  });
}

/** What describe-policy prints, or its part `Policy`. */
function organizationPolicy(value: Fields): Fields | undefined {
  const policy = field(value, 'Policy') ?? value;
  const isReport = field(value, 'ReportFormat') !== undefined;
  return isFields(policy) && field(policy, 'Content') !== undefined && !isReport ? policy : undefined;
}

/** @param unwrap the document in what a command puts around it, as text too; undefined if there is nothing around */
function found(value: unknown, name: string, unwrap: (value: Fields) => NamedDocument | undefined): NamedDocument[] {
  if (Array.isArray(value)) {
    if (value.length === 0) {
      throw new InputError('no policy: the list is empty');
    }
    return value.flatMap((one, index) => found(one, `${name} [${index + 1}]`, unwrap));
  }
  if (!isFields(value)) {
    throw new InputError(`no policy: ${value === null ? 'null' : typeof value === 'string' ? 'text; expected JSON or YAML' : `a ${typeof value}`}`);
  }
  const inside = unwrap(value);
  if (inside !== undefined) {
    return found(document(inside.document, name), inside.name, unwrap)
      .map((one) => ({ ...one, idleVersion: inside.idleVersion ?? one.idleVersion, user: inside.user ?? one.user }));
  }
  if (field(value, 'Statement') === undefined) {
    throw new InputError(`no policy: it has no Statement${looksLike(value)}`);
  }
  refusePlaceholders(value);
  return [{ name, document: value }];
}
