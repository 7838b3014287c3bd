/** What each reference of the API has, in any language. */
import { readFileSync } from 'fs';
import { join } from 'path';

const SRC = join(__dirname, '..', 'src');
/** Each class with its base, as the sources have them. */
const EXTENDING = ['console-mfa-enforced-group', 'force-mfa-group', 'mfa-administrator-policy', 'mfa-monitoring', 'mfa-required-principal', 'require-mfa-policy', 'self-manage-mfa-policy']
  .map((file) => readFileSync(join(SRC, `${file}.ts`), 'utf8').match(/^export class (?<name>\w+) extends (?:\w+\.)?(?<base>\w+)/m)!.groups!);

export function expectOwnMembers(file: string): void {
  test.each(EXTENDING)('$name names $base instead of its members', ({ name, base }) => {
    const text = readFileSync(file, 'utf8');
    const [, section] = text.split(`id="cdk-iam-mfa.${name}"></a>`);
    expect(section.split(/^### /m)[0]).toMatch(new RegExp(`^This class also has the members of \\[.*\\.${base}\`\\]\\(https://docs\\.aws\\.amazon\\.com/`, 'm'));
    for (const inherited of ['isConstruct', 'isOwnedResource', 'toString', 'applyRemovalPolicy', 'addToPolicy', 'property.node', 'property.stack', 'property.policyFragment']) {
      expect(text).not.toContain(`cdk-iam-mfa.${name}.${inherited}"`);
    }
  });

  test('has our members, and each property of the props, inherited or not', () => {
    const text = readFileSync(file, 'utf8');
    for (const own of ['ConsoleMfaEnforcedGroup.property.requireMfaPolicy', 'ForceMfaGroup.metricAdded', 'MfaMonitoring.property.topic', 'MfaCoverageCheck.visit']) {
      expect(text).toContain(`id="cdk-iam-mfa.${own}"`);
    }
    // Of aws-cdk-lib's GroupProps.
    expect(text).toContain('id="cdk-iam-mfa.ConsoleMfaEnforcedGroupProps.property.groupName"');
  });
}
