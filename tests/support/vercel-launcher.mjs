// Serves .vercel/output as Vercel does, offline: routes of config.json, files first, functions by their .vc-config.json.
// node tests/support/vercel-launcher.mjs <output folder> <port>; prints the address and the milliseconds each function took to load.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';

const [output = '.vercel/output', port = '0'] = process.argv.slice(2);
const { routes } = JSON.parse(readFileSync(join(output, 'config.json'), 'utf8'));
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png' };
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const loaded = new Map();

/** A module's default export with `fetch`, its exports named after methods, or an old (req, res) handler. */
async function functionAt(path) {
  const folder = join(output, 'functions', `${path}.func`);
  if (loaded.has(folder)) return loaded.get(folder);
  if (!existsSync(join(folder, '.vc-config.json'))) return undefined;
  const { handler } = JSON.parse(readFileSync(join(folder, '.vc-config.json'), 'utf8'));
  const began = performance.now();
  const module = await import(pathToFileURL(resolve(folder, handler)).href);
  console.log(`loaded ${path} in ${Math.round(performance.now() - began)} ms`);
  loaded.set(folder, module);
  return module;
}

async function invoke(module, request, response) {
  const listener = module.default;
  const byMethod = methods.some((method) => typeof module[method] === 'function') ? module[request.method] : undefined;
  const fetch = typeof listener?.fetch === 'function' ? (input) => listener.fetch(input) : byMethod;
  if (!fetch) return listener(request, response);
  // read whole, as Vercel does: a function that answers early leaves nothing on the connection
  const hasBody = !['GET', 'HEAD'].includes(request.method);
  const chunks = [];
  if (hasBody) for await (const chunk of request) chunks.push(chunk);
  const headers = Object.entries(request.headers).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  const init = { method: request.method, headers, ...(hasBody && { body: Buffer.concat(chunks) }) };
  const answer = await fetch(new Request(`http://${request.headers.host}${request.url}`, init));
  response.writeHead(answer.status, [...answer.headers].flat());
  if (answer.body) Readable.fromWeb(answer.body).pipe(response);
  else response.end();
}

const server = createServer(async (request, response) => {
  try {
    // settable-clock.mjs, when it is preloaded
    if (request.headers['x-test-now']) globalThis.setTestNow?.(request.headers['x-test-now']);
    const path = decodeURIComponent(request.url.split('?')[0]);
    for (const route of routes) {
      if (route.continue) {
        if (new RegExp(route.src).test(path)) for (const [name, value] of Object.entries(route.headers)) response.setHeader(name, value);
        continue;
      }
      const target = route.handle === 'filesystem' ? path : new RegExp(route.src).test(path) ? route.dest : undefined;
      if (target === undefined) continue;
      const file = join(output, 'static', normalize(target === '/' ? '/index.html' : target));
      if (existsSync(file) && statSync(file).isFile()) {
        response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
        createReadStream(file).pipe(response);
        return;
      }
      const module = await functionAt(target.replace(/^\//, ''));
      if (module) return await invoke(module, request, response);
    }
    response.writeHead(404).end();
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
});
server.listen(Number(port), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
process.once('SIGTERM', () => process.exit(0));
