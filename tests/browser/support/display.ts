import type { Browser, Page } from 'playwright-core';

/** The screen on the wall of a hall: what it shows, and what its voice would say (headless browsers have none). */
export type Display = {
  page: Page;
  /** Resolves once this ticket stands there with its counter. */
  calls(number: string, counter: string): Promise<void>;
  /** Resolves once this ticket has been called so many times aloud. */
  hasSaid(number: string, times: number): Promise<void>;
  said(): Promise<string[]>;
  close(): Promise<void>;
};

/** Opens the call display at the address with its own token. */
export async function aDisplay(browser: Browser, address: string): Promise<Display> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'zh-CN' });
  await context.addInitScript(() => {
    const said = () => JSON.parse(sessionStorage.getItem('said') ?? '[]') as string[];
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        getVoices: () => [],
        speak: ({ text }: SpeechSynthesisUtterance) => text && sessionStorage.setItem('said', JSON.stringify([...said(), text])),
      },
    });
  });
  const page = await context.newPage();
  await page.goto(address);
  const spoken = (number: string) => `请 ${[...number].join(' ')} 号`;
  return {
    page,
    async calls(number, counter) {
      await page.locator(`#call-${number}`).filter({ hasText: counter }).waitFor();
    },
    async hasSaid(number, times) {
      await page.waitForFunction(
        ([words, count]) =>
          (JSON.parse(sessionStorage.getItem('said') ?? '[]') as string[]).filter((line) => line.startsWith(words)).length === count,
        [spoken(number), times] as const,
      );
    },
    said: () => page.evaluate(() => JSON.parse(sessionStorage.getItem('said') ?? '[]') as string[]),
    close: () => context.close(),
  };
}
