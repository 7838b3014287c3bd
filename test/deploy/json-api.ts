/** Signed calls of APIs for which the project has no client of the SDK (Signature Version 4, as "Create a signed AWS API request" describes it). */
import { createHash, createHmac } from 'node:crypto';
import type { Member } from './aws';
import { scratchFolder } from './environment';

const TARGETS = { athena: 'AmazonAthena', glue: 'AWSGlue' } as const;
const ROOT = { AccessKeyId: 'test', SecretAccessKey: 'test' };

/** @param signature without it, the root user of the local AWS */
export async function callJson(
  service: keyof typeof TARGETS, operation: string, input: object, { AccessKeyId, SecretAccessKey }: Member['signature'] = ROOT,
): Promise<any> {
  scratchFolder();
  const url = new URL('/', process.env.AWS_ENDPOINT_URL);
  const body = JSON.stringify(input);
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = [time.slice(0, 8), process.env.AWS_REGION!, service, 'aws4_request'];
  const headers: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1', 'host': url.host, 'x-amz-date': time, 'x-amz-target': `${TARGETS[service]}.${operation}`,
  };
  const names = Object.keys(headers).join(';');
  const request = ['POST', '/', '', ...Object.entries(headers).map(([name, value]) => `${name}:${value}`), '', names, hash(body)].join('\n');
  const key = scope.reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${SecretAccessKey}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope.join('/'), hash(request)].join('\n')).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${AccessKeyId}/${scope.join('/')}, SignedHeaders=${names}, Signature=${signature}`;
  const response = await fetch(url, { method: 'POST', headers: { ...headers, authorization }, body });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(text);
  }
  return JSON.parse(text);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
