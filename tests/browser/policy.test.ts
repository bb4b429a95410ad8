import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { paths } from '../../miniprogram/paths';
import { launchBrowser } from '../support/browser';
import { startTestServer, type TestServer } from '../support/server';
import { h5Dir } from './support/build';
import { aPhone } from './support/phone';

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer({ h5Dir })]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('a page breaks no line of its policy; a script that got into it does not run, loads nothing and sends nothing, and every try is a problem of the page', async () => {
  const phone = await aPhone(browser, server.url);
  await phone.open(paths.home);
  expect(phone.problems).toEqual([]);
  const ran = await phone.page.evaluate(async () => {
    const add = (tag: string, fields: object) => document.body.append(Object.assign(document.createElement(tag), fields));
    add('script', { textContent: 'window.ran = "inline"' });
    add('script', { src: 'data:text/javascript,window.ran="data"' });
    add('img', { src: 'https://evil.example/picture.png' });
    add('iframe', { src: 'https://evil.example/' });
    await fetch('https://evil.example/').catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 300));
    return (window as { ran?: string }).ran ?? null;
  });
  expect(ran).toBeNull();
  const refused = phone.problems.filter((problem) => problem.includes('Content Security Policy'));
  for (const part of ['script-src', 'img-src', 'default-src', 'connect-src'])
    expect([part, refused.some((problem) => problem.includes(part))]).toEqual([part, true]);
  await phone.close();
});
