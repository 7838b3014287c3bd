/** C# read by a real grammar, for machines that have no compiler to ask. It knows syntax and names, and no types of expressions. */
import { readFileSync } from 'fs';
import { Language, Node, Parser } from 'web-tree-sitter';

const GRAMMAR = require.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-c-sharp.wasm');

/** Types, each with the names of its members. */
export type Types = Map<string, Set<string>>;

export async function csharpParser(): Promise<(text: string) => Node> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(readFileSync(GRAMMAR)));
  return (text) => parser.parse(text)!.rootNode;
}

/** What the grammar could not read, or had to make up. */
export function syntaxErrors(root: Node): string[] {
  return nodesOf(root).filter((node) => node.isError || node.isMissing).map((node) => at(node, `${node.isMissing ? 'missing' : 'not C#:'} ${node.text || node.type}`));
}

/** @param known what the declared types may inherit members from */
export function declaredTypes(roots: Node[], known: Types = new Map()): Types {
  const declarations = roots.flatMap((root) => nodesOf(root, 'class_declaration', 'interface_declaration', 'enum_declaration'));
  return new Map(declarations.map((type) => {
    const bases = nodesOf(type, 'base_list').flatMap(({ namedChildren }) => namedChildren.map((base) => base!.text));
    const members = type.childForFieldName('body')!.namedChildren.map((member) => member!.childForFieldName('name')?.text);
    return [nameOf(type), new Set([...members.filter((name) => name !== undefined), ...bases.flatMap((base) => [...known.get(base) ?? []])])];
  }));
}

export function usedNamespaces(root: Node): string[] {
  return nodesOf(root, 'using_directive').map((using) => using.namedChildren[0]!.text);
}

/** The names that nothing declares: of types, and of members. Which type a variable has nobody knows here; what follows it is a member of some type. */
export function unknownNames(root: Node, types: Types): string[] {
  const variables = nodesOf(root, 'variable_declarator', 'declaration_pattern', 'parameter', 'namespace_declaration').map(nameOf);
  const names = new Set([...variables, ...types.keys(), ...[...types.values()].flatMap((members) => [...members])]);
  return nodesOf(root, 'identifier')
    .filter((node) => !['using_directive', 'qualified_name'].includes(node.parent!.type))
    .map((node) => ({ node, type: typeWith(node, types) }))
    .filter(({ node, type }) => !(type === undefined ? names : types.get(type)!).has(node.text))
    .map(({ node, type }) => at(node, type === undefined ? node.text : `${type}.${node.text}`));
}

/** Of which known type this is a member, if it stands in `new Type { Member = ... }` or `Type.Member`. */
function typeWith(member: Node, types: Types): string | undefined {
  const parent = member.parent!;
  const creation = parent.parent?.parent;
  const type = parent.type === 'member_access_expression' && parent.childForFieldName('name')!.id === member.id
    ? parent.childForFieldName('expression')!.text
    : parent.type === 'assignment_expression' && parent.childForFieldName('left')!.id === member.id && creation?.type === 'object_creation_expression'
      ? creation.childForFieldName('type')!.text.split('.').at(-1)!
      : undefined;
  return type !== undefined && types.has(type) ? type : undefined;
}

function nodesOf(node: Node, ...types: string[]): Node[] {
  const below = node.children.flatMap((child) => nodesOf(child!, ...types));
  return types.length === 0 || types.includes(node.type) ? [node, ...below] : below;
}

function nameOf(declaration: Node): string {
  return declaration.childForFieldName('name')!.text;
}

function at(node: Node, what: string): string {
  return `line ${node.startPosition.row + 1}: ${what}`;
}
