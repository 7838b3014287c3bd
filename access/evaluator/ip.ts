/** IP addresses and ranges, of version 4 and 6. */

/** The bits of an address as one number. */
interface Address {
  readonly version: 4 | 6;
  readonly bits: bigint;
}

export interface Range extends Address {
  readonly prefix: number;
}

export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? version6(text) : version4(text);
}

export function parseRange(text: string): Range | undefined {
  const [address, prefix, ...rest] = text.split('/');
  const parsed = parseAddress(address);
  const width = parsed?.version === 4 ? 32 : 128;
  if (parsed === undefined || rest.length > 0 || (prefix !== undefined && !/^(0|[1-9]\d{0,2})$/.test(prefix))) {
    return undefined;
  }
  const length = prefix === undefined ? width : Number(prefix);
  return length > width ? undefined : { ...parsed, prefix: length };
}

export function isInRange(address: Address, range: Range): boolean {
  const size = 2n ** BigInt((range.version === 4 ? 32 : 128) - range.prefix);
  return address.version === range.version && address.bits / size === range.bits / size;
}

/** Of the ranges for documentation, which read better in an example than 0.0.0.0. */
const DOCUMENTED: Address[] = [{ version: 4, bits: 0xC633_6401n }, { version: 6, bits: 0x2001_0DB8_0000_0000_0000_0000_0000_0001n }];

/** The first address of each range, the first one behind each, and one of each version: a range begins or ends wherever an answer changes. */
export function addressRepresentatives(ranges: readonly string[]): { readonly value: string; readonly isOther: boolean }[] {
  const parsed = ranges.flatMap((range) => parseRange(range) ?? []);
  const edges = parsed.flatMap(({ version, bits, prefix }): Address[] => {
    const size = 2n ** BigInt((version === 4 ? 32 : 128) - prefix);
    const first = bits / size * size;
    return [{ version, bits: first }, { version, bits: first + size }];
  });
  const addresses: Address[] = [...edges, ...DOCUMENTED, { version: 4, bits: 0n }, { version: 6, bits: 0n }];
  const texts = new Map(addresses.filter(({ version, bits }) => bits < 2n ** (version === 4 ? 32n : 128n)).map((address) => [
    written(address), !parsed.some((range) => isInRange(address, range)),
  ]));
  return [...texts].map(([value, isOther]) => ({ value, isOther }));
}

function written({ version, bits }: Address): string {
  const groups = version === 4 ? { count: 4, size: 256n, separator: '.', radix: 10 } : { count: 8, size: 65536n, separator: ':', radix: 16 };
  const texts: string[] = [];
  for (let rest = bits; texts.length < groups.count; rest /= groups.size) {
    texts.unshift((rest % groups.size).toString(groups.radix));
  }
  return texts.join(groups.separator);
}

function version4(text: string): Address | undefined {
  const parts = text.split('.');
  const isByte = (part: string) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255;
  return parts.length === 4 && parts.every(isByte) ? { version: 4, bits: joined(parts.map(BigInt), 256n) } : undefined;
}

function version6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) {
    return undefined;
  }
  const groups = halves.map((half) => half === '' ? [] : half.split(':'));
  const given = groups.flat();
  if (!given.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) || (halves.length === 1 ? given.length !== 8 : given.length > 7)) {
    return undefined;
  }
  const zeros = Array<string>(8 - given.length).fill('0');
  return { version: 6, bits: joined([...groups[0], ...zeros, ...groups[1] ?? []].map((group) => BigInt(`0x${group}`)), 65536n) };
}

function joined(parts: bigint[], base: bigint): bigint {
  return parts.reduce((bits, part) => bits * base + part, 0n);
}
