/** The code to paste for a combination, and what the library warns of at synth. */
import { create, element } from './dom';
import { data } from './embedded-data';
import { choicesOf } from './picker-form';
import type { Combination } from '../page-data';

export function codeOf(key: string): string {
  const lines = choicesOf(key).flatMap((choice, index) => data.options[index].choices[choice].code ?? []);
  const uses = (name: string) => lines.some((line) => line.includes(name));
  const names = ['ConsoleMfaEnforcedGroup', ...['MfaEnforcement', 'UserCredential'].filter(uses)];
  const props = lines.length === 0 ? '' : `, {\n${lines.map((line) => `  ${line},\n`).join('')}}`;
  return [
    ...uses('Duration') ? ["import { Duration } from 'aws-cdk-lib';"] : [],
    `import { ${names.join(', ')} } from 'cdk-iam-mfa';`,
    '',
    `new ConsoleMfaEnforcedGroup(this, 'Developers'${props});`,
  ].join('\n');
}

export function showWarnings({ warnings }: Combination): void {
  element('warnings').replaceChildren(...warnings.map((index) => create('li', {},
    create('strong', {}, 'Warning at synth: '), `${data.warnings[index].message}. `, create('code', {}, data.warnings[index].id))));
}
