import http from 'node:http';
import https from 'node:https';
import type { Realm } from './realm';

/** One request as the phone sent it and what came back. */
export interface Exchange {
  method: string;
  url: string;
  data: unknown;
  header: Record<string, string>;
  status?: number;
  answer?: unknown;
  failure?: string;
}

export interface Network {
  /** Answers with `request:fail` and tells the page, until set back. */
  offline: boolean;
  /** Sends the request, loses the answer: what a tunnel does to a write. Counts down by one per request. */
  loseAnswers: number;
  /** Adds to every answer, in milliseconds. */
  delay: number;
  exchanges: Exchange[];
  /** Requests without an answer yet. */
  open: Set<Exchange>;
}

interface RequestOptions {
  url?: unknown;
  method?: string;
  data?: unknown;
  header?: Record<string, unknown>;
  timeout?: number;
  dataType?: string;
  responseType?: string;
  success?: (result: unknown) => void;
  fail?: (result: unknown) => void;
  complete?: (result: unknown) => void;
}

const methods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'];
const netErrors: Record<string, string> = {
  ECONNREFUSED: 'errcode:-102 cronet_error_code:-102 error_msg:net::ERR_CONNECTION_REFUSED',
  ENOTFOUND: 'errcode:-105 cronet_error_code:-105 error_msg:net::ERR_NAME_NOT_RESOLVED',
  ECONNRESET: 'errcode:-101 cronet_error_code:-101 error_msg:net::ERR_CONNECTION_RESET',
};
const offlineError = 'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED';

function isBytes(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

function formEncoded(data: object): string {
  return Object.entries(data)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value))}`)
    .join('&');
}

/**
 * wx.request over real HTTP. `servers` is the phone's DNS and domain list in one: an origin that the build names →
 * the server that answers for it. Any other origin is refused as WeChat refuses one outside the domain list.
 */
export function networkApis(
  network: Network,
  servers: Record<string, string>,
  realm: Realm,
  report: (error: unknown) => void,
  fileAt: (path: string) => Buffer | undefined,
) {
  const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };

  function target(url: string): string | undefined {
    const origin = /^https?:\/\/[^/?#]+/.exec(url)?.[0];
    const server = origin && servers[origin];
    return server ? server.replace(/\/$/, '') + url.slice(origin.length) : undefined;
  }

  function request(options: RequestOptions) {
    const method = (options.method ?? 'GET').toUpperCase();
    const header: Record<string, string> = {};
    for (const [name, value] of Object.entries(options.header ?? {})) {
      if (value !== undefined && value !== null && name.toLowerCase() !== 'referer') header[name.toLowerCase()] = String(value);
    }
    header['content-type'] ??= 'application/json';
    const exchange: Exchange = { method, url: String(options.url), data: realm.copy(options.data), header };
    network.exchanges.push(exchange);
    network.open.add(exchange);
    let sent: http.ClientRequest | undefined;
    let done = false;
    const headersListeners: ((result: unknown) => void)[] = [];

    const finish = (result: object, ok: boolean) => {
      if (done) return;
      done = true;
      realm.later(() => {
        network.open.delete(exchange);
        for (const callback of [ok ? options.success : options.fail, options.complete]) {
          try {
            callback?.(result);
          } catch (error) {
            report(error);
          }
        }
      });
    };
    const fail = (reason: string, errno = 600001) => {
      exchange.failure = `request:fail ${reason}`;
      finish(realm.copy({ errMsg: exchange.failure, errno }), false);
    };

    function answered(response: http.IncomingMessage, body: Buffer) {
      if (network.loseAnswers > 0) {
        network.loseAnswers -= 1;
        return fail(netErrors.ECONNRESET ?? '');
      }
      exchange.status = response.statusCode ?? 0;
      const given: Record<string, string> = {};
      for (let i = 0; i + 1 < response.rawHeaders.length; i += 2) given[response.rawHeaders[i] ?? ''] = response.rawHeaders[i + 1] ?? '';
      const result = realm.copy({
        errMsg: 'request:ok',
        statusCode: exchange.status,
        header: given,
        cookies: response.headers['set-cookie'] ?? [],
      }) as Record<string, unknown>;
      result.data = options.responseType === 'arraybuffer' ? realm.bytes(body) : parsed(body.toString('utf8'));
      exchange.answer = options.responseType === 'arraybuffer' ? `${body.length} bytes` : result.data;
      for (const listener of headersListeners) listener(realm.copy({ header: given }));
      finish(result, true);
    }

    function parsed(text: string): unknown {
      if ((options.dataType ?? 'json') !== 'json' || text === '') return text;
      try {
        return realm.parse(text);
      } catch {
        return text;
      }
    }

    function send() {
      if (network.offline) return fail(offlineError);
      if (!methods.includes(method)) return fail(`method is invalid: ${method}`);
      let url = target(exchange.url);
      if (!url) return fail(/^https?:/.test(exchange.url) ? 'url not in domain list' : `invalid url "${exchange.url}"`);
      let body: string | Buffer | undefined;
      const { data } = options;
      if (isBytes(data)) body = Buffer.from(new Uint8Array(data));
      else if (typeof data === 'string') body = data;
      else if (data !== undefined && data !== null) {
        const asForm = header['content-type']?.includes('application/x-www-form-urlencoded');
        if (method === 'GET' || method === 'HEAD') url += `${url.includes('?') ? '&' : '?'}${formEncoded(data as object)}`.replace(/[?&]$/, '');
        else body = asForm ? formEncoded(data as object) : JSON.stringify(data);
      }
      const to = new URL(url);
      const protocol = to.protocol as 'http:' | 'https:';
      if (body !== undefined) header['content-length'] = String(Buffer.byteLength(body));
      sent = (protocol === 'http:' ? http : https).request(to, { method, headers: header, agent: agents[protocol] }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => fail(netErrors.ECONNRESET ?? ''));
        response.on('end', () => setTimeout(() => answered(response, Buffer.concat(chunks)), network.delay));
      });
      sent.setTimeout(options.timeout ?? 60_000, () => {
        fail('timeout', 5);
        sent?.destroy();
      });
      sent.on('error', (error: NodeJS.ErrnoException) => fail(netErrors[error.code ?? ''] ?? `errcode:-1 ${error.message}`));
      sent.end(body);
    }
    send();
    return {
      abort() {
        fail('abort');
        sent?.destroy();
      },
      onHeadersReceived: (listener: (result: unknown) => void) => void headersListeners.push(listener),
      offHeadersReceived: () => void headersListeners.splice(0),
      onChunkReceived() {},
      offChunkReceived() {},
    };
  }

  /** A GET whose bytes become a file of the phone; the path says no more than WeChat's does. */
  function downloadFile(options: RequestOptions & { success?: (result: unknown) => void }) {
    const named = (result: unknown, more: object) =>
      realm.copy({ ...(result as object), ...more, errMsg: String((result as { errMsg: string }).errMsg).replace(/^request/, 'downloadFile') });
    return request({
      ...options,
      method: 'GET',
      responseType: 'arraybuffer',
      success: (result) => {
        const { data, header, ...rest } = result as { data: unknown; header: Record<string, string> };
        const type = Object.entries(header).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
        options.success?.(
          named(rest, { tempFilePath: `http://tmp/${network.exchanges.length}.${/[a-z]+$/.exec(type.split(';')[0] ?? '')?.[0] ?? 'unknown'}` }),
        );
      },
      fail: (result) => options.fail?.(named(result, {})),
    });
  }

  /** A file of the phone as the one file of a form. */
  function uploadFile(options: RequestOptions & { filePath?: string; name?: string; formData?: Record<string, unknown> }) {
    const boundary = `----phone${network.exchanges.length}`;
    const file = fileAt(String(options.filePath));
    const named = (result: unknown) =>
      realm.copy({ ...(result as object), errMsg: String((result as { errMsg: string }).errMsg).replace(/^request/, 'uploadFile') });
    const part = (name: string, more: string, value: Buffer | string) =>
      Buffer.concat([
        Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`),
        Buffer.from(value as string),
        Buffer.from('\r\n'),
      ]);
    const fields = Object.entries(options.formData ?? {}).map(([name, value]) => part(name, '', String(value)));
    const body = Buffer.concat([
      ...fields,
      part(String(options.name), '; filename="photo.jpg"\r\nContent-Type: image/jpeg', file ?? ''),
      Buffer.from(`--${boundary}--\r\n`),
    ]);
    const task = request({
      ...options,
      // A file that is not there leaves the phone as little as one for an address that is none.
      url: file ? options.url : 'file not found',
      method: 'POST',
      header: { ...options.header, 'Content-Type': `multipart/form-data; boundary=${boundary}` },
      data: realm.bytes(body),
      dataType: 'text',
      success: (result) => options.success?.(named(result)),
      fail: (result) => options.fail?.(named(result)),
    });
    return { ...task, onProgressUpdate() {}, offProgressUpdate() {} };
  }

  return {
    request,
    downloadFile,
    uploadFile,
    close() {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
}
