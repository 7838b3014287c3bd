/** What each reference of the API has, in any language: our own members, and not those that each class inherits from the CDK. */
import { read } from '../docs/texts';

/** Each class with its base, as the sources have them. */
const EXTENDING = ['console-mfa-enforced-group', 'force-mfa-group', 'mfa-administrator-policy', 'mfa-monitoring', 'mfa-required-principal', 'require-mfa-policy', 'self-manage-mfa-policy']
  .map((file) => read(`src/${file}.ts`).match(/^export class (?<name>\w+) extends (?:\w+\.)?(?<base>\w+)/m)!.groups!);

/** Some of what the classes of CDK have. */
const INHERITED = ['isConstruct', 'isOwnedResource', 'toString', 'applyRemovalPolicy', 'addToPolicy', 'property.node', 'property.stack', 'property.policyFragment'];

const OURS = [
  'ConsoleMfaEnforcedGroup.property.requireMfaPolicy', 'ForceMfaGroup.metricAdded', 'MfaMonitoring.property.topic', 'MfaCoverageCheck.visit',
  // Of aws-cdk-lib's GroupProps: the properties of props are there, inherited or not.
  'ConsoleMfaEnforcedGroupProps.property.groupName',
];

/** What is wrong with a reference, a line each. */
export function findingsIn(file: string): string[] {
  const text = read(file);
  return [
    ...EXTENDING.flatMap(({ name, base }) => {
      const [, section = ''] = text.split(`id="cdk-iam-mfa.${name}"></a>`);
      const namesBase = new RegExp(`^This class also has the members of \\[.*\\.${base}\`\\]\\(https://docs\\.aws\\.amazon\\.com/`, 'm').test(section.split(/^### /m)[0]);
      return [
        ...namesBase ? [] : [`${file}: ${name} does not name ${base}`],
        ...INHERITED.filter((member) => text.includes(`cdk-iam-mfa.${name}.${member}"`)).map((member) => `${file}: ${name} has ${member}`),
      ];
    }),
    ...OURS.filter((own) => !text.includes(`id="cdk-iam-mfa.${own}"`)).map((own) => `${file}: ${own} is missing`),
  ];
}
