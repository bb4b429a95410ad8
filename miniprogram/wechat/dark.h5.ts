const query = () => window.matchMedia?.('(prefers-color-scheme: dark)');

/** Whether the browser asks for dark. */
export function systemIsDark(): boolean {
  return query()?.matches ?? false;
}

/** Calls back whenever the browser changes between light and dark. */
export function onSystemDark(listener: (dark: boolean) => void): void {
  query()?.addEventListener?.('change', (event) => listener(event.matches));
}

/** Colours the ground behind the page and the browser's own bar and controls. */
export function paintChrome(dark: boolean): void {
  document.body.style.background = dark ? '#12161D' : '#F4F6F9';
  document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
}
