export interface Captured {
  readonly lines: readonly any[];
  /** Until there is such a line. */
  holds(is: (line: any) => boolean): Promise<void>;
}

/** Keeps what the function writes to its log, and has it out of the test's. Call it at the top of a test file. */
export function captureStdout(): Captured {
  let waiting: (() => void)[] = [];
  const captured = {
    lines: [] as any[],
    async holds(is: (line: any) => boolean): Promise<void> {
      while (!captured.lines.some(is)) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
  beforeEach(() => {
    captured.lines = [];
    waiting = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      captured.lines.push(...`${text}`.trim().split('\n').map((line) => JSON.parse(line)));
      waiting.splice(0).forEach((resolve) => resolve());
      return true;
    });
  });
  afterEach(() => jest.restoreAllMocks());
  return captured;
}
