/** What is open of what no row asks: patterns of actions, and of resources where an action is open on some only. */
import { firstNames } from './first-names';
import { readable } from './inputs/unknown-text';
import { element, isList, resourcesOf } from './statement-elements';
import { type Statement, serviceOf } from '../evaluator';

/** No statement names its service. */
export const UNNAMED = 'another-service:Action';

/** Some calls name no resource. Only a star fits that. */
export const NO_RESOURCE = '*';

const SHOWN = 5;
const IS_OWN_USER = /:user\/.*\$\{aws:username\}$/i;

/** What is open, in words, and its actions and patterns. */
export interface Open {
  readonly what: string;
  readonly actions: readonly string[];
}

/** How open a pattern is on a resource, or on one that no statement names. */
export type Openness = (pattern: string, resource?: string) => number;

export interface Probes {
  readonly isAsked: (pattern: string) => boolean;
  /** Whether a pattern can be what rows ask others about, and not the subject. */
  readonly isOfOthers: (pattern: string) => boolean;
  /** To an administrator, whom only a Deny stops. */
  readonly ofAll: Openness;
  /** And to the member. */
  readonly ofGranted: Openness;
  readonly grants: () => string[];
  /** Resources of the service of an action that fit a value, or two values. */
  readonly fitting: (value: string, pattern: string, also?: string) => readonly string[];
  /** The resources on which there are grants, and none. */
  readonly granted: () => string[];
}

/** Of what is granted, what is more open than all else. */
export function openGrants(probes: Probes): Open[] {
  const { isAsked, isOfOthers, ofGranted, grants, granted } = probes;
  const usual = usualOf(ofGranted);
  const isOpen: IsOpen = (pattern, resource) => ofGranted(pattern, resource) > usual(resource);
  // People manage what is their own, and rows ask about the ways around MFA among that.
  const valuesFor = (pattern: string) => isOfOthers(pattern) ? granted() : granted().filter((value) => !IS_OWN_USER.test(value));
  return named(unique(grants()).filter((pattern) => !isAsked(pattern)).flatMap((pattern) => openOn(pattern, valuesFor(pattern), isOpen, probes)));
}

/** Of what is exempt, what is more open than all else. */
export function openAmong(exempt: readonly string[], probes: Probes): Open[] {
  const { isAsked, grants, granted } = probes;
  const unasked = unique(exempt).filter((pattern) => !isAsked(pattern));
  if (unasked.length === 0) {
    return [];
  }
  const isOpen = isLeftOut(probes);
  const found = unasked.map((pattern) => ({ pattern, open: openOn(pattern, granted(), isOpen, probes) }));
  // Of a pattern that is not granted, a part may be.
  const isPartly = found.some(({ pattern, open }) => open.length === 0 && /[*?]/.test(pattern));
  const parts = isPartly ? grants().filter((pattern) => !isAsked(pattern)).flatMap((pattern) => openOn(pattern, granted(), isOpen, probes)) : [];
  return named([...found.flatMap(({ open }) => open), ...parts]);
}

/**
 * What is open on resources that a Deny leaves out.
 *
 * @param patterns what is granted
 */
export function openOnOthers(denials: readonly Statement[], patterns: readonly string[], probes: Probes): Open[] {
  const left = unique(resourcesOf(denials, 'NotResource'));
  if (left.length === 0) {
    return [];
  }
  const { isAsked, fitting, granted, ofAll, ofGranted } = probes;
  const usual = ofAll(UNNAMED);
  const isOpen: IsOpen = (pattern, resource) => ofAll(pattern, resource) > Math.min(usual, ofAll(pattern)) && ofGranted(pattern, resource) > 0;
  const onBoth: Probes['fitting'] = (value, pattern) => granted().filter((one) => isAbout(one, pattern)).flatMap((one) => fitting(value, pattern, one));
  return named(left.flatMap((value) => patternsOn(value, patterns).filter((pattern) => !isAsked(pattern)).flatMap((pattern) => {
    const open = openOn(pattern, [value], isOpen, probes);
    return open.length === 0 && /[*?]/.test(value) ? openOn(pattern, [value], isOpen, { fitting: onBoth }) : open;
  })));
}

/** What is open beside lists of all that is denied. */
export function openBeside(denials: readonly Statement[], probes: Probes): Open[] {
  const { isAsked, ofGranted, grants, granted } = probes;
  const isGranted: IsOpen = (pattern, resource) => ofGranted(pattern, resource) > 0;
  const unasked = [UNNAMED, ...grants().filter((pattern) => !isAsked(pattern))];
  const isOpen = unasked.some((pattern) => openOn(pattern, granted(), isGranted, probes).length > 0);
  const denied = unique(denials.flatMap((denial) => {
    const on = resourcesOf([denial], 'Resource').map(asWritten);
    return element(denial, 'Action').map((action) => on.length === 0 ? action : `${action} on ${firstNames(on, 1)}`);
  }));
  return isOpen ? [{ what: `all actions except ${firstNames(denied, SHOWN)}`, actions: [] }] : [];
}

/**
 * What is open where all actions are denied, but not always, or on some resources only.
 *
 * @param patterns what is granted
 */
export function openDespite(denials: readonly Statement[], patterns: readonly string[], probes: Probes): Open[] {
  const { isAsked, ofGranted, granted } = probes;
  const isOpen: IsOpen = (pattern, resource) => ofGranted(pattern, resource) > 0;
  const closed = unique(resourcesOf(denials.filter((denial) => !isList(denial)), 'Resource'));
  const exceptOn = (pattern: string) => {
    const values = closed.filter((value) => isAbout(value, pattern)).map(asWritten);
    return values.length === 0 ? '' : ` except on ${firstNames(values, SHOWN)}`;
  };
  const open = unique(patterns).filter((pattern) => !isAsked(pattern)).flatMap((pattern) => openOn(pattern, granted(), isOpen, probes));
  return named(open.map(({ what, pattern }) => ({ pattern, what: what === pattern ? what + exceptOn(pattern) : what })));
}

type IsOpen = (pattern: string, resource?: string) => boolean;

interface OpenPattern {
  readonly what: string;
  readonly pattern: string;
}

/** More open than what no statement names. */
function isLeftOut({ ofAll, ofGranted }: Probes): IsOpen {
  const usual = usualOf(ofAll);
  return (pattern, resource) => ofAll(pattern, resource) > usual(resource) && ofGranted(pattern, resource) > 0;
}

/** How open what no statement names is. A Deny on ARNs alone stops no call without a resource, whatever the action is. */
function usualOf(openness: Openness): (resource?: string) => number {
  const [onArns, onNone] = [openness(UNNAMED), openness(UNNAMED, NO_RESOURCE)];
  return (resource) => resource === NO_RESOURCE ? onNone : onArns;
}

/** The pattern, or those of the resources on which it is open. */
function openOn(pattern: string, values: readonly string[], isOpen: IsOpen, { fitting }: Pick<Probes, 'fitting'>): OpenPattern[] {
  if (isOpen(pattern)) {
    return [{ what: pattern, pattern }];
  }
  return unique(values).filter((value) => isAbout(value, pattern)).flatMap((value) => {
    // A Deny of all actions may leave out those of the service.
    const open = unique([pattern, ...patternsOn(value, [pattern])]).find((one) => fitting(value, one).some((resource) => isOpen(one, resource)));
    return open === undefined ? [] : { what: `${open === '*' ? 'all actions' : open} on ${value === NO_RESOURCE ? 'calls without a resource' : asWritten(value)}`, pattern };
  });
}

/** Of the patterns of actions, those that can be about a resource; of all actions, those of its service. */
function patternsOn(value: string, patterns: readonly string[]): string[] {
  const service = serviceOf(value);
  const all = service === undefined ? '*' : `${service}:*`;
  return unique(patterns.map((pattern) => pattern === '*' ? all : pattern)).filter((pattern) => isAbout(value, pattern));
}

/** Whether a pattern of actions may be about a resource. */
function isAbout(value: string, pattern: string): boolean {
  return pattern === '*' || [pattern.split(':')[0].toLowerCase(), undefined].includes(serviceOf(value));
}

function named(open: readonly OpenPattern[]): Open[] {
  return open.length === 0 ? [] : [{ what: firstNames(unique(open.map(({ what }) => what)), SHOWN), actions: open.map(({ pattern }) => pattern) }];
}

/** A reader escapes what looks like a variable in an old policy. */
function asWritten(value: string): string {
  return readable(value.replaceAll('${$}{', '${'));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
