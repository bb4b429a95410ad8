import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, type TestServer } from '../support/server';

let folder: string;
let service: TestServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onewindow-pages-'));
  mkdirSync(join(folder, 'js'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>一窗通</title>');
  writeFileSync(join(folder, 'js', 'app.js'), '');
  service = await startTestServer({ h5Dir: folder, jobs: false });
});
afterAll(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  '/',
  '/index.html',
  '/js/app.js',
])('%s runs the scripts of the build only, stands in no frame and tells nobody where it was', async (path) => {
  const { status, headers } = await fetch(`${service.url}${path}`);
  expect(status).toBe(200);
  const policy = (headers.get('content-security-policy') ?? '').split('; ');
  expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]));
  expect(policy.find((part) => part.startsWith('script-src'))).not.toMatch(/unsafe|data:|blob:|https?:/);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
});

test('the page of the API runs nothing at all', async () => {
  const { headers, ok } = await fetch(`${service.url}/api/docs`);
  expect(ok).toBe(true);
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';.*frame-ancestors 'none'$/);
});
