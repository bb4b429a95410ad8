import type { Hono } from 'hono';
import { countedAddress } from './address';
import { createApp, type FromOutside } from './app';
import { roomFromEnvironment } from './room';

let app: Hono<FromOutside> | undefined;

/** What Vercel calls for every route under /api and for /healthz: web-standard, opened at the first request and kept while warm. */
export default {
  fetch(request: Request): Response | Promise<Response> {
    app ??= createApp(roomFromEnvironment(process.env));
    // Written by Vercel itself, whatever the caller sent.
    return app.fetch(request, { address: countedAddress(request.headers.get('x-real-ip')) });
  },
};
