/** A line of the log: an object, so that CloudWatch Logs Insights finds its fields. */
export type Log = (line: Readonly<Record<string, unknown>>) => void;

/** Past `console`, which would put a time stamp and the request id before the JSON. */
export function logToStdout(line: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The name and message of an error. What was thrown may be no error, or have neither. */
export function describeError(error: unknown): { error: string; message: string } {
  return error instanceof Error ? { error: error.name, message: error.message } : { error: 'Error', message: String(error) };
}
