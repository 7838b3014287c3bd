/** API.md and docs/api: our own members, without those that each class inherits from the CDK. */
import type { ApiReferenceSchema, ClassSchema, MethodSchema, PropertySchema } from 'jsii-docgen';
import { type Types, withoutInherited } from '../../projenrc/api-reference';
import { read } from '../docs/texts';

const REFERENCES = ['API.md', ...['python', 'java', 'csharp', 'go'].map((language) => `docs/api/API.${language}.md`)].map((file) => ({ file, text: read(file) }));
/** Each class with its base, as the sources have them. */
const EXTENDING = ['console-mfa-enforced-group', 'force-mfa-group', 'mfa-administrator-policy', 'mfa-monitoring', 'mfa-required-principal', 'require-mfa-policy', 'self-manage-mfa-policy']
  .map((file) => read(`src/${file}.ts`).match(/^export class (?<name>\w+) extends (?:\w+\.)?(?<base>\w+)/m)!.groups!);

/** Some of what the classes of CDK have. */
const INHERITED = ['isConstruct', 'isOwnedResource', 'toString', 'applyRemovalPolicy', 'addToPolicy', 'property.node', 'property.stack', 'property.policyFragment'];

test('each class names its base instead of its members', () => {
  const findings = REFERENCES.flatMap(({ file, text }) => EXTENDING.flatMap(({ name, base }) => {
    const [, section = ''] = text.split(`id="cdk-iam-mfa.${name}"></a>`);
    const namesBase = new RegExp(`^This class also has the members of \\[.*\\.${base}\`\\]\\(https://docs\\.aws\\.amazon\\.com/`, 'm').test(section.split(/^### /m)[0]);
    return [
      ...namesBase ? [] : [`${file}: ${name} does not name ${base}`],
      ...INHERITED.filter((member) => text.includes(`cdk-iam-mfa.${name}.${member}"`)).map((member) => `${file}: ${name} has ${member}`),
    ];
  }));
  expect(findings).toEqual([]);
});

test('our members are there, and each property of the props, inherited or not', () => {
  const ours = [
    'ConsoleMfaEnforcedGroup.property.requireMfaPolicy', 'ForceMfaGroup.metricAdded', 'MfaMonitoring.property.topic', 'MfaCoverageCheck.visit',
    // Of aws-cdk-lib's GroupProps.
    'ConsoleMfaEnforcedGroupProps.property.groupName',
  ];
  expect(REFERENCES.flatMap(({ file, text }) => ours.filter((own) => !text.includes(`id="cdk-iam-mfa.${own}"`)).map((own) => `${file}: ${own}`))).toEqual([]);
});

describe('leaving out what is inherited', () => {
  const member = (id: string) => ({ id, displayName: id, fqn: id, docs: {} });
  const method = (id: string): MethodSchema => ({ ...member(id), parameters: [] });
  const property = (id: string): PropertySchema => ({ ...member(id), type: { formattingPattern: 'string' } });
  const described = (name: string, remarks?: string): ClassSchema => ({
    ...member(`us.${name}`),
    docs: { summary: 'A class.', remarks },
    interfaces: [],
    instanceMethods: [method(`us.${name}.own`), method(`us.${name}.middle`), method(`us.${name}.inherited`)],
    staticMethods: [method(`us.${name}.isConstruct`)],
    properties: [property(`us.${name}.property.mine`), property(`us.${name}.property.node`)],
    constants: [property(`us.${name}.property.ID`)],
  });
  const types: Types = {
    'us.Middle': { base: 'cdk.Base', methods: [{ name: 'middle' }] },
    'us.Lowest': { base: 'us.Middle', methods: [{ name: 'own' }], properties: [{ name: 'mine' }] },
    'us.Alone': { methods: [{ name: 'own' }] },
  };
  const reference = (each: ClassSchema): ApiReferenceSchema => ({ constructs: [each], classes: [each], structs: [], interfaces: [], enums: [] });
  const ids = (members: Array<{ id: string }>) => members.map(({ id }) => id);

  test('keeps what the class declares, or another class of ours above it', () => {
    const { constructs: [construct], classes: [each] } = withoutInherited(reference(described('Lowest')), types);
    expect(each).toEqual(construct);
    expect(ids(each.instanceMethods)).toEqual(['us.Lowest.own', 'us.Lowest.middle']);
    expect(ids(each.properties)).toEqual(['us.Lowest.property.mine']);
    expect([...each.staticMethods, ...each.constants]).toEqual([]);
  });

  test('says where the others are, after what the class says of itself', () => {
    const link = 'This class also has the members of [`cdk.Base`](https://docs.aws.amazon.com/cdk/api/v2/docs/cdk.Base.html), which are not listed here.';
    expect(withoutInherited(reference(described('Middle')), types).classes[0].docs).toEqual({ summary: 'A class.', remarks: link });
    expect(withoutInherited(reference(described('Middle', 'More.')), types).classes[0].docs.remarks).toBe(`More.\n\n${link}`);
  });

  test('leaves a class that extends nothing as it is', () => {
    expect(withoutInherited(reference(described('Alone')), types).classes).toEqual([described('Alone')]);
  });
});
