import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AppJson } from './dist';
import { openPhone, type Phone, type PhoneOptions } from './runtime/phone';
import type { WechatServers } from './runtime/wechat-servers';

/** A page written by hand: its markup and the object given to `Page()`, as source text. */
export interface PageSource {
  wxml?: string;
  js?: string;
  json?: string;
}

const made: string[] = [];

/** Writes a small mini-program without any framework into a temporary folder and gives the folder. */
export function aMiniProgram(pages: Record<string, PageSource>, app: Partial<AppJson> = {}, files: Record<string, string> = {}): string {
  const root = mkdtempSync(path.join(tmpdir(), 'weapp-fixture-'));
  made.push(root);
  const subRoots = (app.subPackages ?? []).map((sub) => `${sub.root}/`);
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const main = Object.keys(pages).filter((page) => !subRoots.some((sub) => page.startsWith(sub)));
  write('app.json', JSON.stringify({ pages: main, lazyCodeLoading: 'requiredComponents', __usePrivacyCheck__: true, ...app }));
  write('app.js', 'App({})');
  for (const [page, { wxml = `<view>${page}</view>`, js = '{}', json = '{}' }] of Object.entries(pages)) {
    write(`${page}.wxml`, wxml);
    write(`${page}.js`, `Page(${js})`);
    write(`${page}.json`, json);
  }
  for (const [file, text] of Object.entries(files)) write(file, text);
  return root;
}

/** WeChat's servers where a test needs no real API: codes that say whose they are. */
export const quietWechat: WechatServers = {
  loginCode: async (openid) => `login-of-${openid}`,
  phoneCode: async (openid) => `phone-of-${openid}`,
  granted: async () => undefined,
};

const phones: Phone[] = [];

/** Opens the fixture on a phone that `putAway` closes. */
export async function openFixture(root: string, options: Partial<PhoneOptions> = {}): Promise<Phone> {
  const phone = await openPhone({ root, apiBase: 'http://127.0.0.1:9', openid: 'o-fixture', wechat: quietWechat, ...options });
  phones.push(phone);
  return phone;
}

/** Calls wx.<api>(options) from inside the mini-program and gives what its callbacks got. */
export async function callWx(phone: Phone, api: string, options: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const page = phone.mini.stack.top().instance;
  const answered = new Promise<Record<string, unknown>>((resolve) => {
    const wx = (page.wx as () => Record<string, (given: unknown) => unknown>)();
    wx[api]?.({ ...options, complete: (result: Record<string, unknown>) => resolve(result) });
  });
  return answered;
}

export interface Received {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface EchoServer {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

/** A real server that answers with what it got, or by path: /text, /slow, /missing. */
export async function anEchoServer(): Promise<EchoServer> {
  const received: Received[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const entry = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      received.push(entry);
      if (entry.url.startsWith('/slow')) return;
      response.writeHead(entry.url.startsWith('/missing') ? 404 : 200, { 'Content-Type': 'application/json', 'X-Trace': 'abc' });
      response.end(entry.url.startsWith('/text') ? 'plain words' : JSON.stringify(entry));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Closes every phone and removes every folder that this file's functions made. For afterEach. */
export function putAway(): void {
  for (const phone of phones.splice(0)) phone.close();
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
}
