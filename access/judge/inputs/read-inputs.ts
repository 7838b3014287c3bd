/** Tells what a reader gave, and who is to be judged in it. */
import { subjectsOfAccount } from './account-details';
import { isRootUser } from './account-of';
import { isAccountPage, joinedPages } from './account-pages';
import { isTemplate, subjectsOfStacks } from './cloudformation-template';
import { NamedDocument, documentsIn } from './documents';
import { Found, reasonsOf, merge } from './found-subjects';
import { InputError } from './input-error';
import { Fields, field, isFields } from './json-fields';
import { remarksOnListed } from './managed-policies';
import { withNestedStackLinks } from './nested-stack-links';
import { remarksOnUnread } from './nested-stacks-and-macros';
import { Input, NamedTemplate, NamedValue, valuesOf, within } from './parse-input';
import { withPassedParameters } from './passed-parameters';
import { readInputPolicy } from './read-input-policy';
import { readStacks } from './stacks-together';
import type { Policy } from '../../evaluator';
import { placeNamedIn } from '../place';
import { allowedBy } from '../statement-elements';
import { Credentials, Subject } from '../subject';

export interface SideInputs {
  readonly serviceControl?: readonly (readonly Policy[])[];
  /** Accounts that manage an organization, as far as its policies tell. */
  readonly managing?: ReadonlySet<string>;
  readonly credentials?: ReadonlyMap<string, Credentials>;
  /** Managed policies by their ARN, of which the inputs may have the ARN only. */
  readonly managed?: ReadonlyMap<string, Fields>;
  /** The account of the reader, where the input is no account itself. */
  readonly account?: string;
}

export interface Read {
  readonly subjects: readonly Subject[];
  /** What else the input holds, and is not judged: by what it is. */
  readonly unjudged: Readonly<Record<string, number>>;
  /** What the reader must know of the reading. */
  readonly remarks: readonly string[];
  /** How many cannot be judged; the remarks say why. */
  readonly stopped: number;
  /** Whether a part was not read, in which others may be; the remarks name it. */
  readonly isPartial: boolean;
}

export function readInputs(inputs: readonly Input[], sides: SideInputs = {}): Read {
  const values = inputs.flatMap(valuesOf);
  const pages = values.filter(({ value }) => isAccountPage(value));
  const templates = withNestedStackLinks(withPassedParameters(values.filter((one): one is NamedTemplate => isTemplate(one.value))));
  const account = pages.length === 0 ? undefined : joinedPages(pages);
  const accounts = account === undefined ? NOBODY : within(account.name, () => subjectsOfAccount(account.value, sides.credentials, sides.managed));
  const told = sides.account === undefined ? [] : [{ 'aws:PrincipalAccount': sides.account }];
  const stacks = readStacks(templates.map((one) => ({ ...one, value: { ...told[0], ...one.value } })));
  const ofTemplates = stacks.map((some) => within([...some.files.values()].join(' with '), () => subjectsOfStacks(some, sides.managed)));
  const documents = values.filter((one) => !pages.includes(one) && !isTemplate(one.value));
  const { subjects, stopped, remarks = [] } = merge([ofDocuments(documents, told), accounts, ...ofTemplates]);
  const reasons = reasonsOf(stopped);
  const unread = remarksOnUnread(templates);
  if (subjects.length === 0) {
    throw refusalOf(inputs, reasons, unread);
  }
  const empty = ofTemplates.flatMap((one) => one.empty);
  return {
    subjects: subjects.map((subject) => withSides(subject, sides)),
    unjudged: unjudgedIn(account?.value, templates),
    stopped: stopped.length,
    isPartial: unread.length > 0,
    remarks: [
      ...new Set(remarks),
      ...reasons.map((reason) => `Not judged: ${reason}.`),
      ...unread,
      ...empty.length === 0 ? [] : [`No policy of a user or group: ${empty.join(', ')}.`],
      ...remarksOn(subjects, sides),
      ...remarksOnListed(subjects.flatMap(({ listed = [] }) => listed)),
    ],
  };
}

/** Nobody judged is no answer. */
function refusalOf([first, ...others]: readonly Input[], reasons: readonly string[], unread: readonly string[]): InputError {
  const who = first.name + (others.length > 0 ? ` with ${others.length} more` : '');
  return new InputError(`${who}: ${reasons[0] ?? ['it has no policy of a user or group', ...unread].join('. ')}${reasons.length > 1 ? `; and ${reasons.length - 1} more` : ''}`);
}

const NOBODY: Found = { subjects: [], stopped: [] };

/** Documents hold together: a member whom nothing names has them all. */
function ofDocuments(values: readonly NamedValue[], told: readonly Fields[]): Found {
  const all = values.flatMap(({ name, value }) => within(name, () => documentsIn(value, name)));
  const documents = all.filter(({ idleVersion }) => idleVersion === undefined);
  if (all.length === 0) {
    return NOBODY;
  }
  if (documents.length === 0) {
    const [{ name, idleVersion }] = all;
    throw new InputError(`${name}: expected the default version of a policy, got ${idleVersion}, which AWS does not apply;`
      + ' give the default one, or the Document alone to judge it as if it were');
  }
  refuseSeveralUsers(all);
  const idle = all.filter(({ idleVersion }) => idleVersion !== undefined);
  const remarks = idle.map(({ name, idleVersion }) => `Not judged: ${name}, because ${idleVersion} is not the default version of its policy.`);
  return { ...together(documents, told), remarks };
}

/** A Deny of one user says nothing of another. */
function refuseSeveralUsers(documents: readonly NamedDocument[]): void {
  const [first, ...others] = documents.filter(({ user }) => user !== undefined);
  const other = others.find(({ user }) => user !== first.user);
  if (other !== undefined) {
    throw new InputError(`${other.name}: it is a policy of the user ${other.user}, and ${first.name} is one of ${first.user}; expected policies of one member.`
      + ' Judge each user alone, or all of them: aws iam get-account-authorization-details');
  }
}

function together(documents: readonly NamedDocument[], told: readonly Fields[]): Found {
  return {
    subjects: [{
      name: documents.map(({ name }) => name).join(' with '),
      kind: 'policies',
      isWhole: false,
      place: placeNamedIn([...told, ...documents.map(({ document }) => document)]),
      appliedPolicies: { identity: documents.map(({ name, document }) => within(name, () => readInputPolicy(name, document, ''))) },
    }],
    stopped: [],
  };
}

function unjudgedIn(account: Fields | undefined, templates: readonly NamedTemplate[]): Record<string, number> {
  const roles = account && field(account, 'RoleDetailList');
  const resources = templates.flatMap(({ value }) => Object.values(field(value, 'Resources') as Fields)).filter(isFields);
  const types = resources.map((one) => String(field(one, 'Type')));
  // What attaches a policy to a role in Terraform is not the role.
  const trusting = resources.filter((one) => JSON.stringify(one).includes('"AssumeRolePolicyDocument":'));
  return {
    'trust policies of roles': (Array.isArray(roles) ? roles.length : 0) + trusting.length,
    'resource policies': types.filter((type) => /Policy$/.test(type) && !type.startsWith('AWS::IAM::')).length,
  };
}

function remarksOn(subjects: readonly Subject[], { credentials, serviceControl, managing = new Set() }: SideInputs): string[] {
  const known = subjects.filter((subject) => subject.credentials !== undefined).length;
  const unheld = [...new Set(subjects.filter((subject) => manages(subject, managing)).map(({ account }) => account))];
  const lists = (serviceControl ?? []).filter((level) => !allowedBy(level).includes('*'));
  const isTold = managing.size > 0 && subjects.every(({ account }) => account !== undefined);
  return [
    ...credentials === undefined || known === subjects.length ? []
      : [`${subjects.length - known} of ${subjects.length} are not in the credential report, and were asked everything.`],
    ...rootUsers(credentials),
    ...lists.length < 2 ? [] : [`${lists.length} files of service control policies allow single actions. Each is a level, and all must allow: policies of one level belong in one file.`],
    ...serviceControl === undefined || (isTold && unheld.length === 0) ? []
      : [`No service control policy holds users of the account that manages the organization${unheld.length === 0 ? '' : `, which is ${unheld.join(' and ')}`}.`],
  ];
}

/** No policy of the account holds its root user. In AWS GovCloud, it can neither sign in to the console nor have a device. */
function rootUsers(credentials: SideInputs['credentials'] = new Map()): string[] {
  return [...credentials].filter(([arn]) => isRootUser(arn)).flatMap(([arn, { device, keys, hasNoPassword }]) => {
    const needsDevice = hasNoPassword === undefined && !arn.startsWith('arn:aws-us-gov:');
    const has = [...device || !needsDevice ? [] : ['no MFA device'], ...keys ? ['access keys'] : []];
    return has.length === 0 ? [] : [`Not judged: the root user ${arn}, which has ${has.join(' and ')}.`];
  });
}

function manages({ account }: Subject, managing?: ReadonlySet<string>): boolean {
  return account !== undefined && managing?.has(account) === true;
}

function withSides(subject: Subject, { serviceControl, managing }: SideInputs): Subject {
  return { ...subject, appliedPolicies: { ...subject.appliedPolicies, serviceControl: manages(subject, managing) ? undefined : serviceControl } };
}
