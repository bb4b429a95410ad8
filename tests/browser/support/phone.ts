import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { routes } from '../../../shared/contract/routes';
import { kitText } from '../../../shared/text/kit';
import { privacyText } from '../../../shared/text/pages/privacy';
import { paths } from '../../../miniprogram/paths';

type Role = 'button' | 'radio' | 'checkbox' | 'tab' | 'switch' | 'textbox';

/** One person's phone: a browser of its own at 390×844, worked by what a person reads on it. */
export type Phone = {
  page: Page;
  context: BrowserContext;
  /** Errors of the page and answers of the service that no test expected. */
  problems: string[];
  /** Opens a page by its address in the app. */
  open(path: string): Promise<void>;
  /** The controls a person could use now; the page left behind does not count. */
  find(role: Role, name: string | RegExp): Locator;
  tap(name: string | RegExp): Promise<void>;
  choose(name: string | RegExp): Promise<void>;
  tick(name: string | RegExp): Promise<void>;
  type(label: string | RegExp, text: string): Promise<void>;
  /** Resolves once the words can be read. */
  sees(words: string | RegExp): Promise<void>;
  /** Words are not, or no longer, to be read. */
  misses(words: string | RegExp): Promise<void>;
  close(): Promise<void>;
};

export type PhoneOptions = { /** 长辈版 */ elder?: boolean };

/** Longest wait for anything a person waits for; a waiting page asks again within 30 seconds. */
const patience = 30_000;

/** A phone that has never been here. */
export async function aPhone(browser: Browser, url: string, { elder = false }: PhoneOptions = {}): Promise<Phone> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: 'light',
  });
  context.setDefaultTimeout(patience);
  // Taro keeps what it stores as { data }.
  if (elder) {
    await context.addInitScript(() => {
      // about:blank, between two pages, has no storage.
      if (location.protocol !== 'about:') localStorage.setItem('look', JSON.stringify({ data: { elder: true, theme: 'light' } }));
    });
  }
  // Pages slide in for 300 ms; nobody waits for that here.
  await context.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      document.head.append(Object.assign(document.createElement('style'), { textContent: '.taro_page { transition: none !important }' }));
    });
  });
  const page = await context.newPage();
  const problems: string[] = [];
  watch(page, problems);

  // Taro keeps the pages below in the document; the one in front is the last. A page of a stand-in has none.
  const front = page.locator('.taro_page, body:not(:has(.taro_page))').last();
  const find = (role: Role, name: string | RegExp) => front.getByRole(role, { name }).filter({ visible: true });
  const press = async (role: Role, name: string | RegExp) => {
    for (const end = Date.now() + patience; ; ) {
      try {
        return await find(role, name).last().click({ timeout: 2_000 });
      } catch (error) {
        // Looked up anew while nothing was done: what was found may have gone to the back.
        if (String(error).includes('performing click action')) return;
        if (Date.now() > end) throw error;
      }
    }
  };
  return {
    page,
    context,
    problems,
    find,
    async open(path) {
      // An address that differs only behind # does not load anew.
      await page.goto('about:blank');
      await page.goto(`${url}/#${path}`);
      await page.locator('.taro_page .frame').filter({ visible: true }).last().waitFor();
    },
    tap: (name) => press('button', name),
    choose: (name) => press('radio', name),
    tick: (name) => press('checkbox', name),
    async type(label, text) {
      const field = find('textbox', label).last();
      await field.waitFor();
      // Taro's views take their children out and put them back while they are made: a word typed in that moment is lost.
      await page.evaluate(stillForFourFrames);
      await field.fill(text);
    },
    sees: (words) => page.getByText(words).filter({ visible: true }).last().waitFor(),
    async misses(words) {
      await page.getByText(words).filter({ visible: true }).first().waitFor({ state: 'hidden' });
    },
    close: () => context.close(),
  };
}

/** By the phone's clock: what was read within two seconds counts as fresh and is not asked for again. */
export async function aMinuteLater({ page }: Phone): Promise<void> {
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 60_000;
  });
}

/** Signs in through the chooser that stands in for WeChat. */
export async function signIn(phone: Phone, name: string): Promise<void> {
  await phone.open(paths.me);
  await phone.tap(kitText.signIn);
  await choosePerson(phone, name);
  const agree = phone.find('button', privacyText.agree);
  const leave = phone.find('button', '退出登录');
  await agree.or(leave).waitFor();
  // who was never here agrees to the privacy notice first, and is asked anew who it is
  if (await agree.isVisible()) {
    await agree.click();
    await choosePerson(phone, name);
    await leave.waitFor();
  }
}

/** On the chooser: who this phone belongs to. */
export async function choosePerson({ page }: Phone, name: string): Promise<void> {
  await page.waitForURL('**/stand-in/wechat/choose**');
  await page.getByRole('button', { name }).click();
}

/** Runs in the page. Resolves once nothing has been added or removed for four frames. */
function stillForFourFrames(): Promise<void> {
  return new Promise((resolve) => {
    let still = 0;
    const watcher = new MutationObserver(() => {
      still = 0;
    });
    watcher.observe(document.body, { childList: true, subtree: true });
    const frame = () => {
      still += 1;
      if (still <= 4) return requestAnimationFrame(frame);
      watcher.disconnect();
      resolve();
    };
    requestAnimationFrame(frame);
  });
}

/** What every phone shows at the end of a test, in test-results/: the first thing to look at when it failed. */
export async function photographAll(phones: readonly Phone[], test: string): Promise<void> {
  const name = test.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
  await Promise.all(phones.map((phone, index) => phone.page.screenshot({ path: `test-results/${name}-${index + 1}.png` })));
}

function watch(page: Page, problems: string[]) {
  page.on('pageerror', (error) => problems.push(`page error: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    // The browser's own line about an answer above 399; the answer itself is judged below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(`console: ${message.text()}`);
  });
  page.on('response', (answer) => {
    // 401: an access token lives an hour and is renewed; tests move the clock by days. A sign-in with 409: the notice is agreed to first.
    const isAsked = answer.status() === 409 && answer.url().endsWith(routes['session.signIn'].path);
    if (answer.status() >= 400 && answer.status() !== 401 && !isAsked)
      problems.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
  });
}
