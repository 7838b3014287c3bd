/** The rules of what a reader picks. */
import type { Picked } from './options-form';
import type { ImpactPageData } from '../../impact/report/page-data';
import type { Rule } from '../../src/private/impact/rules/requirement';

/** Of a policy; without its options, where it has none. */
export function rulesOf({ rules, policies, options }: Pick<ImpactPageData, 'rules' | 'policies' | 'options'>, policy: string, { choices, allowActions }: Picked): Rule[] {
  const byChoices = policies[policy];
  const all = choices.join('');
  const inMode = choices.map((choice, index) => options[index].isConsoleOnly ? 0 : choice).join('');
  return (byChoices[all] ?? byChoices[inMode]).map((index) => allowing(allowActions, rules[index]));
}

/** A statement whose `NotAction` names these too: what it denies is none of them. */
function allowing(names: readonly string[], rule: Rule): Rule {
  return names.length === 0 || !rule.sid.startsWith('DenyAllButEnrollment') ? rule
    : { ...rule, requirement: { kind: 'all', of: [{ kind: 'not', of: { kind: 'action', names } }, rule.requirement] } };
}

/** What a CDK user writes for it. */
export function codeOf({ options }: Pick<ImpactPageData, 'options'>, mode: string, { choices, allowActions }: Picked): string {
  const props = [
    `enforcement: MfaEnforcement.${mode}`,
    ...options.map((option, index) => option.isConsoleOnly && mode !== 'CONSOLE_ONLY' ? '' : option.choices[choices[index]].code).filter((code) => code !== ''),
    ...allowActions.length === 0 ? [] : [`allowActions: [${allowActions.map((action) => `'${action}'`).join(', ')}]`],
  ];
  return `new RequireMfaPolicy(this, 'RequireMfa', {\n${props.map((prop) => `  ${prop},\n`).join('')}});`;
}
