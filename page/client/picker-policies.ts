/** The two policies of a combination: their size, their statements, and what a pick changed in them. */
import { copyButton } from './copy-button';
import { Child, all, create, element } from './dom';
import { data } from './embedded-data';
import type { Statement } from '../../access/requests/policy-document';
import type { Combination, Policy } from '../page-data';

export function showSizes({ policies }: Combination): void {
  element('sizes').replaceChildren(...policies.map(({ name, characters }) => create('div', {},
    create('dt', {}, name),
    create('dd', {},
      create('meter', { 'max': `${data.quota}`, 'value': `${characters}`, 'aria-label': `Size of ${name}` }), ` ${characters.toLocaleString('en')} characters`))));
}

/** What changed in a policy, by Sid. */
function statementChanges(before: Policy, now: Policy): { readonly words: string[]; readonly changed: Set<number> } {
  const sidOf = (index: number) => data.statements[index].Sid;
  const changed = now.statements.filter((index) => !before.statements.includes(index));
  const had = new Set(before.statements.map(sidOf));
  const has = new Set(now.statements.map(sidOf));
  return {
    words: [
      ...changed.map((index) => `${sidOf(index)} ${had.has(sidOf(index)) ? 'changed' : 'is new'}`),
      ...[...had].filter((sid) => !has.has(sid)).map((sid) => `${sid} is gone`),
    ],
    changed: new Set(changed),
  };
}

export function showPolicies(before: Combination, now: Combination): string[] {
  const changes = now.policies.map((policy, index) => statementChanges(before.policies[index], policy));
  const isOpen = all<HTMLDetailsElement>('#policy-list details').map(({ open }) => open);
  element('policy-list').replaceChildren(...now.policies.map((policy, index) => {
    const { words, changed } = changes[index];
    const details = create('details', {},
      create('summary', {}, create('h3', {}, policy.name), ` ${policy.characters.toLocaleString('en')} of ${data.quota.toLocaleString('en')} characters`),
      ...words.length === 0 ? [] : [create('p', { class: 'fine' }, `Since the last pick: ${words.join('; ')}.`)],
      copyButton(`policy-${index}`, `Copy ${policy.name}`),
      create('pre', { id: `policy-${index}` }, ...policyText(policy, changed)));
    details.toggleAttribute('open', isOpen[index] ?? false);
    return details;
  }));
  return changes.flatMap(({ words }) => words);
}

/** As people write statements; the CDK sorts their elements by name, which means the same. */
export function statementText({ Sid, Effect, ...others }: Statement): string {
  return JSON.stringify({ Sid, Effect, ...others }, null, 2);
}

function policyText({ statements }: Policy, changed: Set<number>): Child[] {
  const blocks = statements.flatMap((index, position): Child[] => {
    const json = statementText(data.statements[index]).replace(/^/gm, '    ');
    return [...position === 0 ? [] : [',\n'], changed.has(index) ? create('mark', {}, json) : json];
  });
  return ['{\n  "Version": "2012-10-17",\n  "Statement": [\n', ...blocks, '\n  ]\n}'];
}
