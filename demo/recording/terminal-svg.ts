/** Draws commands and what they print as an animation of a terminal: one SVG, which moves by CSS alone and loads nothing. */

export interface Scene {
  readonly command: string;
  readonly output: string;
}

/** What is the same in every recording: seconds, and sizes in user units. */
const SECONDS = 15;
const ROWS = 24;
const COLUMNS = 82;
const CELL = { width: 8.43, height: 19, font: 14 };
const MARGIN = { left: 16, top: 44, bottom: 14 };
const WIDTH = Math.ceil(COLUMNS * CELL.width) + 2 * MARGIN.left;
const HEIGHT = MARGIN.top + ROWS * CELL.height + MARGIN.bottom;
const PROMPT = '$ ';

/** Shares of a scene: until the command is typed, until its end scrolls into sight, and until that is done. */
const TYPED = 0.2;
const SCROLLS = 0.62;
const SCROLLED = 0.72;

/** The titles, in the colors that the command gives them. */
const COLORED: Record<string, string> = { '  OPEN': 'red', '  BROKEN': 'yellow', '  DEPENDS': 'yellow', '  OUTSIDE': 'cyan' };

/** @param title what a screen reader says instead of the picture */
export function terminalSvg(title: string, scenes: readonly Scene[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title">`,
    '<!-- Written by demo/recording/write-recording.ts. Do not edit. -->',
    `<title id="title">${escaped(title)}</title>`,
    `<style>\n${style(scenes)}\n</style>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="9" fill="#10151c"/>`,
    ...['#ff6159', '#febc2e', '#28c840'].map((fill, index) => `<circle cx="${22 + 20 * index}" cy="21" r="6" fill="${fill}"/>`),
    `<svg y="${MARGIN.top}" width="${WIDTH}" height="${ROWS * CELL.height}" viewBox="0 0 ${WIDTH} ${ROWS * CELL.height}">`,
    ...scenes.map(drawn),
    '</svg>',
    '</svg>',
    '',
  ].join('\n');
}

function drawn({ command, output }: Scene, index: number): string {
  const lines = linesOf(output);
  return [
    `<g class="scene scene${index}"><g class="page">`,
    line(`${PROMPT}${command}`, 0, 'command'),
    `<g class="typing"><rect class="cover" x="${left(PROMPT.length)}" width="${WIDTH}" height="${CELL.height}"/>`
      + `<rect class="cursor" x="${left(PROMPT.length)}" y="2" width="${CELL.width}" height="${CELL.height - 4}"/></g>`,
    '<g class="output">',
    ...lines.map((text, row) => line(text, row + 1, colorOf(text))).filter((text) => text !== ''),
    '</g></g></g>',
  ].join('\n');
}

function linesOf(output: string): string[] {
  return output.replace(/\n$/, '').split('\n');
}

function line(text: string, row: number, className?: string): string {
  return text === '' ? '' : `<text${className === undefined ? '' : ` class="${className}"`} x="${left(0)}" y="${row * CELL.height + CELL.font}">${escaped(text)}</text>`;
}

function left(column: number): number {
  return Math.round((MARGIN.left + column * CELL.width) * 100) / 100;
}

function colorOf(text: string): string | undefined {
  return Object.entries(COLORED).find(([title]) => text.startsWith(`${title}:`))?.[1];
}

/** Without motion, it is the first scene with the begin of its output. */
function style(scenes: readonly Scene[]): string {
  return [
    `text { font: ${CELL.font}px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace; fill: #d7dee8; white-space: pre; }`,
    'text.command { fill: #fff; font-weight: bold; }',
    'text.red { fill: #ff8f8f; } text.yellow { fill: #f4c76f; } text.cyan { fill: #7ad0e4; }',
    '.cover { fill: #10151c; } .cursor { fill: #d7dee8; } .typing { visibility: hidden; }',
    scenes.map((_, index) => `.scene${index}`).slice(1).join(', ') + ' { visibility: hidden; }',
    '@media (prefers-reduced-motion: no-preference) {',
    `.scene, .typing, .output, .page { animation: ${SECONDS}s infinite step-end; }`,
    ...scenes.flatMap((scene, index) => motion(scene, index, scenes.length)),
    '}',
  ].join('\n');
}

function motion({ command, output }: Scene, index: number, count: number): string[] {
  const at = (share: number) => `${Math.round(100 * 100 * (index + share) / count) / 100}%`;
  const hidden = Math.max(0, linesOf(output).length + 1 - ROWS);
  const scroll = `translateY(${-hidden * CELL.height}px)`;
  const typed = `translateX(${Math.round(command.length * CELL.width)}px)`;
  const visible = (from: number, until: number) => `${from + index === 0 ? '' : '0% { visibility: hidden; } '}${at(from)} { visibility: visible; } ${at(until)}, 100% { visibility: ${index + until === count ? 'visible' : 'hidden'}; }`;
  return [
    `.scene${index} { animation-name: scene${index}; } @keyframes scene${index} { ${visible(0, 1)} }`,
    `.scene${index} .output { animation-name: output${index}; } @keyframes output${index} { ${visible(TYPED, 1)} }`,
    `.scene${index} .typing { animation-name: typing${index}; animation-timing-function: steps(${command.length}); } @keyframes typing${index} { `
      + `0%, ${at(0)} { visibility: ${index === 0 ? 'visible' : 'hidden'}; transform: none; } ${at(0.03)} { visibility: visible; transform: none; } `
      + `${at(TYPED - 0.02)} { visibility: visible; transform: ${typed}; } ${at(TYPED)}, 100% { visibility: hidden; transform: ${typed}; } }`,
    `.scene${index} .page { animation-name: page${index}; animation-timing-function: ease-in-out; } @keyframes page${index} { `
      + `0%, ${at(SCROLLS)} { transform: none; } ${at(SCROLLED)}, 100% { transform: ${scroll}; } }`,
  ];
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
