/** Keeps what the function writes to its log, and has it out of the test's. Call it at the top of a test file. */
export function captureStdout(): { readonly lines: any[] } {
  const captured: { lines: any[] } = { lines: [] };
  beforeEach(() => {
    captured.lines = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      captured.lines.push(...`${text}`.trim().split('\n').map((line) => JSON.parse(line)));
      return true;
    });
  });
  afterEach(() => jest.restoreAllMocks());
  return captured;
}
