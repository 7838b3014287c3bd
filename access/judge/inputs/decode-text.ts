/** From bytes to text. Windows PowerShell 5.1 writes UTF-16; everything else writes UTF-8. */

/** By the byte order mark. Without one, by where the zeros are: each input begins with a character of ASCII. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittleEndian = (first === 0xFF && second === 0xFE) || (first > 0 && second === 0);
  const isBigEndian = (first === 0xFE && second === 0xFF) || (first === 0 && second > 0);
  // The decoder takes the mark away.
  return new TextDecoder(isLittleEndian ? 'utf-16le' : isBigEndian ? 'utf-16be' : 'utf-8').decode(bytes);
}
