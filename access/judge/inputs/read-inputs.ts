/** Tells what a reader gave, and who is to be judged in it. */
import { named, subjectsOfAccount } from './account-details';
import { isAccountPage, joinedPages } from './account-pages';
import { isTemplate, subjectsOfTemplate } from './cloudformation-template';
import { NamedDocument, documentsIn, serviceControlIn } from './documents';
import { Input, valuesOf, within } from './parse-input';
import { Fields, field, isFields } from './values';
import type { Policy } from '../../evaluator';
import { placeNamedIn } from '../place';
import { Credentials, Subject } from '../subject';

export { InputError } from './json-scanner';
export type { Input } from './parse-input';

export interface Sides {
  readonly serviceControl?: readonly (readonly Policy[])[];
  readonly credentials?: Map<string, Credentials>;
}

export interface Read {
  readonly subjects: Subject[];
  /** What else the input holds, and is not judged: by what it is. */
  readonly unjudged: Readonly<Record<string, number>>;
  /** What the reader must know of the reading. */
  readonly remarks: readonly string[];
}

export function readInputs(inputs: readonly Input[], sides: Sides = {}): Read {
  const loose: NamedDocument[] = [];
  const subjects: Subject[] = [];
  const unjudged = { 'trust policies of roles': 0, 'resource policies': 0 };
  const values = inputs.flatMap(valuesOf);
  const pages = values.filter(({ value }) => isAccountPage(value));
  if (pages.length > 0) {
    const { name, value } = joinedPages(pages);
    within(name, () => subjects.push(...subjectsOfAccount(value, sides.serviceControl, sides.credentials)));
    unjudged['trust policies of roles'] += length(field(value, 'RoleDetailList'));
  }
  for (const { name, value } of values.filter((one) => !pages.includes(one))) {
    within(name, () => {
      if (isFields(value) && isTemplate(value)) {
        subjects.push(...subjectsOfTemplate(value).map((subject) => withSides(subject, sides)));
        const types = Object.values(field(value, 'Resources') as Fields).map((one) => isFields(one) ? String(field(one, 'Type')) : '');
        unjudged['trust policies of roles'] += types.filter((type) => type === 'AWS::IAM::Role').length;
        unjudged['resource policies'] += types.filter((type) => /Policy$/.test(type) && !type.startsWith('AWS::IAM::')).length;
      } else {
        loose.push(...documentsIn(value, name));
      }
    });
  }
  if (loose.length > 0) {
    subjects.unshift(withSides({
      name: loose.map(({ name }) => name).join(' with '),
      kind: 'policies',
      isWhole: false,
      place: placeNamedIn(loose.map(({ document: one }) => one)),
      appliedPolicies: { identity: loose.map(({ name, document: one }) => ({ ...within(name, () => named('', one)), name })) },
    }, sides));
  }
  return { subjects, unjudged, remarks: remarksOn(subjects, sides) };
}

function remarksOn(subjects: readonly Subject[], { credentials }: Sides): string[] {
  if (credentials === undefined) {
    return [];
  }
  const known = subjects.filter((subject) => subject.credentials !== undefined).length;
  return known === subjects.length ? [] : [`${subjects.length - known} of ${subjects.length} are not in the credential report, and were asked everything.`];
}

/** Policies of an organization, each file a level; a level that allows nothing is taken with the policy that AWS attaches by itself. */
export function readServiceControl(inputs: readonly Input[]): Policy[][] {
  return inputs.map((input) => within(input.name, () => {
    const policies = valuesOf(input).flatMap(({ name, value }) => serviceControlIn(value, name)).map((one) => named(one.name, one.document));
    const allows = policies.some(({ statements }) => statements.some(({ effect }) => effect === 'Allow'));
    return allows ? policies : [...policies, FULL_ACCESS];
  }));
}

const FULL_ACCESS = named('FullAWSAccess', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

function withSides(subject: Subject, { serviceControl }: Sides): Subject {
  return { ...subject, appliedPolicies: { ...subject.appliedPolicies, serviceControl } };
}

function length(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
