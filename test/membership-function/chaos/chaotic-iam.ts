/** IAM on a bad day: it is slow, tells old news, throttles, fails, and cuts its answers short. Time is virtual. */
import { Readable } from 'node:stream';
import type { Random } from './random';
import type { SimulatedAccount } from './simulated-account';
import { FakeIam, type Response, error } from '../fake-iam';

/** How old the news may be. */
export const LAG_MS = 3_000;

export type Weather = 'fine' | 'throttled' | 'cut' | 'denied' | 'reworded';
export const WEATHER: Weather[] = ['fine', 'fine', 'throttled', 'cut', 'denied', 'reworded'];

/** What a run met. */
export interface Met {
  throttled: number;
  cut: number;
  /** Errors that do not pass. */
  final: number;
  /** When each user was first looked at. */
  readonly looks: Map<string, number>;
  /** `LIST USER` for each user of whom a list told. */
  readonly told: Set<string>;
}

export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

const CHANGES = ['AddUserToGroup', 'RemoveUserFromGroup'];
const LOOKS = ['ListMFADevices', 'GetLoginProfile'];
const LISTS = ['GetGroup', 'ListUsers'];

/** What the function is connected to. */
export interface Iam {
  answer(body: string, met: Met, by: object, beforeChange: (action: string, name: string) => void): Promise<HttpResponse>;
}

export class ChaoticIam implements Iam {
  public weather: Weather = 'fine';
  /** By positions, a list skips a user at the edge of a page when one before them is taken away meanwhile. */
  public readonly markers: 'names' | 'positions';
  private denied = '';

  public constructor(private readonly simulated: SimulatedAccount, private readonly random: Random) {
    this.markers = random.pick(['names', 'positions']);
  }

  /** Another day. */
  public turn(weather: Weather): void {
    this.weather = weather;
    this.denied = this.random.pick(['ListMFADevices', 'GetLoginProfile', 'AddUserToGroup', 'RemoveUserFromGroup', 'ListVirtualMFADevices', 'GetGroup']);
  }

  public async answer(requestBody: string, met: Met, by: object, beforeChange: (action: string, name: string) => void): Promise<HttpResponse> {
    const { random, simulated } = this;
    const parameters = new URLSearchParams(requestBody);
    const [action, name] = [parameters.get('Action')!, parameters.get('UserName') ?? ''];
    if (LOOKS.includes(action) && !met.looks.has(name)) {
      met.looks.set(name, Date.now());
    }
    await new Promise((resolve) => setTimeout(resolve, random.between(20, 300)));
    const fault = this.fault(action, met);
    if (fault !== undefined) {
      return fault;
    }
    let response: Response;
    if (CHANGES.includes(action)) {
      beforeChange(action, name);
      let changed: Promise<Response>;
      simulated.change((account) => { changed = new FakeIam(account).respond(requestBody); }, by);
      response = await changed!;
    } else {
      response = await new FakeIam(simulated.at(Date.now() - random.between(0, LAG_MS)), { pageSize: 5, markers: this.markers }).respond(requestBody);
    }
    if (LISTS.includes(action)) {
      [...response.body.matchAll(/<UserName>([^<]+)/g)].forEach(([, told]) => met.told.add(`${action} ${told}`));
    }
    if (this.weather === 'reworded' && action === 'GetLoginProfile' && response.status === 404) {
      met.final += 1;
      return http({ ...response, body: response.body.replace(/<Message>.*<\/Message>/, '<Message>Nothing there.</Message>') });
    }
    return http(response);
  }

  private fault(action: string, met: Met): HttpResponse | undefined {
    const { random, weather } = this;
    if (weather === 'throttled' && random.chance(0.35)) {
      met.throttled += 1;
      return http(error(400, 'Throttling', 'Rate exceeded'));
    }
    if (weather === 'cut' && random.chance(0.1)) {
      met.cut += 1;
      switch (random.pick(['gone', 'stalled', 'failing', 'waiting'])) {
        case 'gone': throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
        case 'stalled': return { ...http({ status: 200, body: '' }), body: new Readable({ read: () => undefined }) };
        case 'failing': return http(error(503, 'ServiceUnavailable', 'try again'));
        default: return http(error(409, 'LimitExceeded', 'The request was rejected because there are updates awaiting replication'));
      }
    }
    if (weather === 'denied' && action === this.denied) {
      met.final += 1;
      return http(error(403, 'AccessDenied', 'not authorized'));
    }
    return undefined;
  }
}

export function http({ status, body }: Response): HttpResponse {
  return { statusCode: status, headers: { 'content-type': 'text/xml' }, body: Readable.from([Buffer.from(body)]) };
}
