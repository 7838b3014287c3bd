/** The bundle as Lambda runs it, with the real SDK, of which only the connection is replaced. */
import { AsyncLocalStorage } from 'node:async_hooks';
import Module from 'node:module';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-iam';
import type { Iam, Met } from './chaotic-iam';
import { ENVIRONMENT, type ForceMfaOptions, toEnvironment } from '../../../src/membership-function/environment';
import type { Summary } from '../../../src/membership-function/summary';

/** The time that Lambda gives a run. */
const LIMIT_MS = 600_000;

export class Run implements Met {
  public throttled = 0;
  public cut = 0;
  public final = 0;
  public readonly looks = new Map<string, number>();
  public readonly told = new Set<string>();
  public readonly begun = Date.now();
  public readonly metrics: Record<string, number>[] = [];
  public ended?: number;
  public summary?: Summary;
  public failure?: Error;
  public callsAfterTheEnd = 0;

  public constructor(public readonly only?: ReadonlySet<string>) {}
}

export type BeforeChange = (run: Run, action: string, name: string) => void;
type Handler = (event: unknown, context: { getRemainingTimeInMillis(): number }) => Promise<Summary>;

const running = new AsyncLocalStorage<Run>();

/** Where the clients of this process connect to. There is one account at a time. */
let answer: ((body: string, run: Run) => Promise<unknown>) | undefined;

export class Lambda {
  private readonly handler: Handler;

  public constructor(bundle: string) {
    this.handler = load(bundle);
  }

  /** Runs the function. Never rejects: what happened is in the run. */
  public async invoke(event: unknown, iam: Iam, run: Run, beforeChange: BeforeChange): Promise<void> {
    answer = async (body, by) => {
      by.callsAfterTheEnd += by.ended === undefined ? 0 : 1;
      return { response: await iam.answer(body, by, by, (action, name) => beforeChange(by, action, name)) };
    };
    const end = run.begun + LIMIT_MS;
    await running.run(run, async () => {
      try {
        run.summary = await this.handler(event, { getRemainingTimeInMillis: () => end - Date.now() });
      } catch (failure) {
        run.failure = failure as Error;
      }
    });
    run.ended = Date.now();
  }
}

/** What the functions of this process are told. */
export function setOptions(options: ForceMfaOptions): void {
  Object.values(ENVIRONMENT).forEach((name) => delete process.env[name]);
  Object.assign(process.env, toEnvironment(options));
}

class ConnectedClient extends sdk.IAMClient {
  public constructor(config: sdk.IAMClientConfig) {
    super({
      ...config,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: { handle: async ({ body }: { body: string }) => answer!(body, running.getStore()!) } as sdk.IAMClientConfig['requestHandler'],
    });
  }
}

function load(bundle: string): Handler {
  const { _load: loadModule } = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
  const own = new Module(join(__dirname, 'bundle.js')) as Module & { _compile(text: string, name: string): void };
  own.paths = module.paths;
  (Module as unknown as { _load: typeof loadModule })._load = (request, ...rest) =>
    request === '@aws-sdk/client-iam' ? { ...sdk, IAMClient: ConnectedClient } : loadModule(request, ...rest);
  try {
    own._compile(bundle, own.id);
  } finally {
    (Module as unknown as { _load: typeof loadModule })._load = loadModule;
  }
  return (own.exports as { handler: Handler }).handler;
}

/** What a run writes is its own; what nobody's run writes is ours. */
export function captureOutput(): void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = ((text: string, ...rest: never[]) => {
    const run = running.getStore();
    if (run === undefined) {
      return write(text, ...rest);
    }
    `${text}`.trim().split('\n').map((line) => JSON.parse(line)).filter((line) => line._aws).forEach((line) => run.metrics.push(line));
    return true;
  }) as typeof process.stdout.write;
}
