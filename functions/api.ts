import type { Hono } from 'hono';
import { createApp } from './app';
import { roomFromEnvironment } from './room';

let app: Hono | undefined;

/** What Vercel calls for every route under /api and for /healthz: web-standard, opened at the first request and kept while warm. */
export default {
  fetch(request: Request): Response | Promise<Response> {
    app ??= createApp(roomFromEnvironment(process.env));
    return app.fetch(request);
  },
};
