/** Tells whether the browser is connected, now and at each change. */
export function onNetwork(listener: (connected: boolean) => void): void {
  listener(navigator.onLine);
  window.addEventListener('online', () => listener(true));
  window.addEventListener('offline', () => listener(false));
}
