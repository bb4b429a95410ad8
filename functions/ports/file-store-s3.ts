import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import type { Clock } from './clock';
import { checkName, type FileStore, type FileStoreFailure, type FileStoreRefusal, placeOf, withoutAnswer } from './file-store';
import { ask, type OutsideAnswer } from './outside';

export type S3Options = {
  /** https://s3.example.cn, without the bucket: addresses are path-style, which every compatible store understands. */
  base: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Before the name of each file; ends with a slash, or is empty. */
  prefix: string;
  timeoutMs: number;
  clock: Clock;
};

/** Waits before the same request is sent again; a name always stands for one content, so that a lost answer doubles nothing. */
const pausesMs = [100, 400];
const again: ReadonlySet<FileStoreRefusal> = new Set<FileStoreRefusal>(['busy', 'unreachable', 'no_answer']);
const longestContent = 16 * 1024 * 1024;

/** Any store that speaks S3, signed with Signature Version 4. */
export function s3Store(options: S3Options): FileStore {
  const { base, bucket, prefix, timeoutMs } = options;

  async function send(method: 'PUT' | 'GET' | 'DELETE', name: string, content?: Uint8Array): Promise<OutsideAnswer> {
    const { url, headers } = await signed(options, method, `${base}/${bucket}/${prefix}${placeOf(checkName(name))}`, content);
    return ask(url, { method, headers, ...(content ? { body: content } : {}) }, timeoutMs, longestContent);
  }

  async function tried(
    method: 'PUT' | 'GET' | 'DELETE',
    name: string,
    content?: Uint8Array,
  ): Promise<(OutsideAnswer & { ok: true }) | FileStoreFailure> {
    for (let tries = 0; ; tries += 1) {
      const answer = judge(await send(method, name, content));
      if (answer.ok || !again.has(answer.refusal)) return answer;
      const waitMs = pausesMs[tries];
      if (waitMs === undefined) return answer;
      await pause(waitMs);
    }
  }

  return {
    async put(name, content) {
      const answer = await tried('PUT', name, content);
      return answer.ok ? { ok: true } : answer;
    },
    async get(name) {
      const answer = await tried('GET', name);
      return answer.ok ? { ok: true, content: new Uint8Array(answer.body) } : answer;
    },
    async remove(name) {
      const answer = await tried('DELETE', name);
      return answer.ok || answer.refusal === 'missing' ? { ok: true } : answer;
    },
  };
}

/** The content is signed too: what a hand on the way changes is refused by the store. */
async function signed(options: S3Options, method: string, url: string, content: Uint8Array | undefined) {
  const { region, accessKeyId, secretAccessKey, clock } = options;
  const signer = new AwsV4Signer({
    method,
    url,
    service: 's3',
    region,
    accessKeyId,
    secretAccessKey,
    datetime: clock.now().replace(/[:-]|\.\d{3}/g, ''),
    headers: {
      'X-Amz-Content-Sha256': createHash('sha256')
        .update(content ?? '')
        .digest('hex'),
      ...(content ? { 'Content-Type': 'application/octet-stream' } : {}),
    },
  });
  const request = await signer.sign();
  return { url: request.url.href, headers: Object.fromEntries(request.headers.entries()) };
}

function judge(answer: OutsideAnswer): (OutsideAnswer & { ok: true }) | FileStoreFailure {
  if (!answer.ok) return withoutAnswer(answer);
  if (answer.status >= 200 && answer.status < 300) return answer;
  // <Error><Code>SlowDown</Code>…: the code is enough, the message may carry names.
  const code = /<Code>(\w{1,60})<\/Code>/.exec(new TextDecoder().decode(answer.body.subarray(0, 4_000)))?.[1] ?? '';
  const detail = `HTTP ${answer.status}${code ? ` ${code}` : ''}`;
  if (answer.status === 404 && code !== 'NoSuchBucket') return { ok: false, refusal: 'missing', detail };
  return { ok: false, refusal: answer.status >= 500 || answer.status === 429 || answer.status === 408 ? 'busy' : 'not_accepted', detail };
}
