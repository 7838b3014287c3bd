/** Reads as much of Terraform's language as the command writes: blocks of arguments, whose values are texts, lists, objects, references and calls. */

const TOKEN = /\s*("(?:\$\{[^}]*\}|\\.|[^"\\])*"|[\w.]+|[={}[\](),])/y;

/** @param known what references stand for; those that are not here are texts as a whole only: `{ expression }` */
export function fromHcl(text: string, known: Readonly<Record<string, string>>): Record<string, Record<string, unknown>> {
  const tokens = tokensOf(text);
  const next = () => tokens.shift()!;
  const expect = (token: string) => {
    const found = next();
    if (found !== token) {
      throw new Error(`expected ${token}, got ${found}`);
    }
  };
  const textOf = (quoted: string) => JSON.parse(quoted.replace(/([$%]?)([$%]\{)([\w.]*)(\}?)/g, (all, escape, brace, name, end) =>
    escape === '' && brace === '${' && end !== '' ? known[name] ?? all : `${brace}${name}${end}`)) as string;
  const value = (): unknown => {
    const token = next();
    switch (true) {
      case token.startsWith('"'): return textOf(token);
      case token === '[': return list();
      case token === '{': return object();
      case tokens[0] === '(': return call(token);
      default: return { expression: token };
    }
  };
  const list = (): unknown[] => {
    const entries = [];
    while (tokens[0] !== ']') {
      entries.push(value());
      if (tokens[0] !== ']') {
        expect(',');
      }
    }
    expect(']');
    return entries;
  };
  const object = (): Record<string, unknown> => {
    const fields: Record<string, unknown> = {};
    while (tokens[0] !== '}') {
      const name = next();
      expect('=');
      fields[name.startsWith('"') ? textOf(name) : name] = value();
    }
    expect('}');
    return fields;
  };
  const call = (name: string) => {
    expect('(');
    const argument = value();
    expect(')');
    return { [name]: argument };
  };
  const blocks: Record<string, Record<string, unknown>> = {};
  while (tokens.length > 0) {
    const header = tokens.splice(0, tokens.indexOf('{')).join(' ');
    expect('{');
    blocks[header] = object();
  }
  return blocks;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  const token = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (token.lastIndex < end) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (found === null) {
      throw new Error(`cannot read ${text.slice(at, at + 40)}`);
    }
    tokens.push(found[1]);
  }
  return tokens;
}
