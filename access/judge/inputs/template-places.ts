/** Where those live to whom a template gives something: the account, the name, the path and the tags. */
import { field, type Fields } from './json-fields';
import { type Resource, arnOf, pathOf } from './resource-names';
import { type Holder, type TemplateHoldings, isNobody } from './template-holdings';
import { isUnknown } from './unknown-text';
import { type Enforcement, heldBy } from '../enforcement';
import { type Home, type Place, homeNamedIn, placeNamedIn } from '../place';
import type { Subject } from '../subject';

/** What a place is told by. */
export interface PlacesOfTemplate extends TemplateHoldings {
  readonly home: Home;
  /** The condition keys of a user of the template. */
  readonly keysOf: (user: Resource) => Place['keys'];
}

/** Where the template goes: its account, if it says so. */
export function homeOf(value: Fields): Home {
  return homeNamedIn(JSON.stringify(value));
}

/** Its account and ARN, if the template says where it goes and what it is called. */
export function identityOf(holder: Holder, template: PlacesOfTemplate): Pick<Subject, 'account' | 'arn' | 'isUnattached'> {
  const { home } = template;
  const account = home.isMadeUp ? undefined : home.account;
  if (isNobody(holder)) {
    return { account, isUnattached: true };
  }
  const arn = arnOfHolder(holder, template);
  return { account, arn: account === undefined || !isNamed(holder, template) || isUnknown(arn) ? undefined : arn };
}

function isNamed(holder: Holder, { declaredAs, home }: PlacesOfTemplate): boolean {
  const here = declaredAs(holder);
  const isOfMadeUp = isUnknown(holder) || (home.isMadeUp === true && holder.includes(home.account));
  return !isOfMadeUp && (here === undefined || field(here.properties, here.type === 'AWS::IAM::User' ? 'UserName' : 'GroupName') !== undefined);
}

export function arnOfHolder(holder: Holder, { declaredAs, home }: PlacesOfTemplate): string {
  const here = declaredAs(holder);
  return here === undefined ? `arn:${home.partition}:iam::${home.account}:${holder.replace(' ', '/')}` : arnOf(here, home);
}

/** A policy that the template attaches to nobody is held by a group that they name, or by one that is made up. */
export function placeOf(holder: Holder, enforcements: readonly Enforcement[], documents: unknown[], template: PlacesOfTemplate): Place {
  const held = heldBy(enforcements);
  if (isNobody(holder)) {
    return { ...placeNamedIn(documents), ...template.home, policies: held.policies };
  }
  return { ...placeNamedIn([]), ...template.home, ...held, ...holder.startsWith('user ') ? userIn(holder, template) : {} };
}

/**
 * The name, the path and the tags of a user. Of one that the template only names, nobody knows the path and the tags. Of one that it makes in
 * several ways, nobody knows the tags, nor the path where these differ.
 */
function userIn(holder: Holder, template: PlacesOfTemplate): Pick<Place, 'userName' | 'path' | 'isUnnamed' | 'isPathUnknown' | 'keys'> {
  const here = template.declaredAs(holder);
  const path = here === undefined ? '/' : pathOf(here);
  const variants = template.variantsOf(holder);
  const isPathUnknown = here === undefined || isUnknown(path) || variants.some((one) => pathOf(one) !== path);
  return {
    userName: holder.replace('user ', ''),
    path,
    isUnnamed: !isNamed(holder, template),
    isPathUnknown,
    keys: here === undefined || variants.length > 0 ? undefined : template.keysOf(here),
  };
}
