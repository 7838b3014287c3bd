/** API.md: our own members, without those that each class inherits from the CDK. */
import type { ApiReferenceSchema, ClassSchema, MethodSchema, PropertySchema } from 'jsii-docgen';
import { findingsIn } from './own-members';
import { type Types, withoutInherited } from '../../projenrc/api-reference';

test('API.md has our members, and names the base of each class instead of its members', () => {
  expect(findingsIn('API.md')).toEqual([]);
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
