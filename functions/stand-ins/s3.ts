import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { FaultList, faultControl, playFaults, type StandInEnv } from './faults';

export type S3StandInOptions = {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
  bucket: string;
  /** Milliseconds since 1970. */
  now?: () => number;
};

/** What S3 says, and its HTTP status. */
const statuses = {
  AccessDenied: 403,
  InvalidAccessKeyId: 403,
  SignatureDoesNotMatch: 403,
  RequestTimeTooSkewed: 403,
  XAmzContentSHA256Mismatch: 400,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  MethodNotAllowed: 405,
  InternalError: 500,
  SlowDown: 503,
} as const;
type S3Error = keyof typeof statuses;

const longestSkewMs = 15 * 60_000;

/**
 * A store that speaks S3's protocol for objects (PUT, GET, HEAD, DELETE, path-style), for tests and demonstrations: it checks Signature
 * Version 4 by its own reckoning, keeps everything in memory, and fails on request. A fault with `errmsg` answers that code of S3.
 */
export function s3StandIn(options: S3StandInOptions): Hono<StandInEnv> {
  const now = options.now ?? Date.now;
  const objects = new Map<string, Uint8Array<ArrayBuffer>>();
  const faults = new FaultList();
  const writes: string[] = [];
  const app = new Hono<StandInEnv>();
  app.route('/', faultControl(faults));
  app.get('/__stand-in/objects', (c) => c.json({ objects: [...objects.keys()].sort(), writes }));
  app.use(
    '*',
    playFaults(faults, (_, _errcode, errmsg) => failure(isS3Error(errmsg) ? errmsg : 'InternalError')),
  );
  app.all('/:bucket/*', async (c) => {
    const content = new Uint8Array(await c.req.raw.arrayBuffer());
    const refused = checkSigned(c.req.raw, content, options, now());
    if (refused) return failure(refused);
    if (c.req.param('bucket') !== options.bucket) return failure('NoSuchBucket');
    const name = c.req.path.slice(c.req.path.indexOf(`/${options.bucket}/`) + options.bucket.length + 2);
    switch (c.req.method) {
      case 'PUT':
        objects.set(name, content);
        writes.push(name);
        return new Response(null, { headers: { ETag: `"${createHash('md5').update(content).digest('hex')}"` } });
      case 'GET':
      case 'HEAD': {
        const found = objects.get(name);
        return found
          ? new Response(c.req.method === 'HEAD' ? null : found, { headers: { 'Content-Type': 'application/octet-stream' } })
          : failure('NoSuchKey');
      }
      case 'DELETE':
        objects.delete(name);
        return new Response(null, { status: 204 });
      default:
        return failure('MethodNotAllowed');
    }
  });
  return app;
}

const isS3Error = (code: string | undefined): code is S3Error => code !== undefined && code in statuses;

function failure(code: S3Error): Response {
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>stand-in</Message></Error>`, {
    status: statuses[code],
    headers: { 'Content-Type': 'application/xml' },
  });
}

/** AWS Signature Version 4 of a request without a query, as the documentation of S3 tells it. */
function checkSigned(request: Request, content: Uint8Array, options: S3StandInOptions, nowMs: number): S3Error | null {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.get('authorization') ?? '',
    );
  const [, keyId = '', day = '', region = '', names = '', signature = ''] = given ?? [];
  if (!given) return 'AccessDenied';
  if (keyId !== options.accessKeyId) return 'InvalidAccessKeyId';
  const stamp = request.headers.get('x-amz-date') ?? '';
  const at = Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(nowMs - at) <= longestSkewMs) || !stamp.startsWith(day)) return 'RequestTimeTooSkewed';
  const contentHash = request.headers.get('x-amz-content-sha256') ?? '';
  const { pathname, host } = new URL(request.url);
  const headers = names
    .split(';')
    .map((name) => `${name}:${name === 'host' ? (request.headers.get('host') ?? host) : (request.headers.get(name) ?? '')}\n`);
  const canonical = [request.method, pathname, '', headers.join(''), names, contentHash].join('\n');
  const scope = `${day}/${options.region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = [day, options.region, 's3', 'aws4_request'].reduce<Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    Buffer.from(`AWS4${options.secretAccessKey}`),
  );
  const right = createHmac('sha256', key).update(toSign).digest();
  const signedNames = names.split(';');
  const complete = ['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signedNames.includes(name));
  if (region !== options.region || !complete || !timingSafeEqual(right, Buffer.from(signature, 'hex'))) return 'SignatureDoesNotMatch';
  return contentHash === createHash('sha256').update(content).digest('hex') ? null : 'XAmzContentSHA256Mismatch';
}
