/** The parameters of a template, by their defaults. */
import { Fields, field, isFields } from './json-fields';
import { unknownText } from './unknown-text';

export interface Parameters {
  /** Undefined if the template has no such parameter. */
  readonly valueOf: (name: string) => string | string[] | undefined;
  /** What the answer rests on: `NAME=default` of those that were asked for. */
  readonly used: () => string[];
}

export function parametersOf(template: Fields): Parameters {
  const declared = field(template, 'Parameters');
  const used = new Map<string, string>();
  const valueOf = (name: string) => {
    const parameter = isFields(declared) ? field(declared, name) : undefined;
    if (!isFields(parameter)) {
      return undefined;
    }
    const given = field(parameter, 'Default');
    const type = String(field(parameter, 'Type'));
    // The default of a parameter of Systems Manager is the name of what holds the value.
    if (given === undefined || isFields(given) || type.startsWith('AWS::SSM::')) {
      return unknownText(`Ref ${name}`);
    }
    used.set(name, String(given));
    return /List/.test(type) ? String(given).split(',').map((one) => one.trim()) : String(given);
  };
  return { valueOf, used: () => [...used].map(([name, value]) => `${name}=${value}`) };
}
