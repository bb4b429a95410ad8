import { useEffect, useState, useSyncExternalStore } from 'react';
import { shanghaiDay } from '../shared/rules/shanghai';

let ahead = 0;
const listeners = new Set<() => void>();

/** Remembers how far the service's clock is from the phone's; called by api.ts with the X-Onewindow-Now of every answer. */
export function setServiceTime(instant: string, receivedAt: number): void {
  const service = Date.parse(instant);
  if (Number.isNaN(service)) return;
  ahead = service - receivedAt;
  for (const listener of listeners) listener();
}

/** The service's time now, in milliseconds since 1970. Countdowns use this, so a wrong phone clock shortens no hold. */
export const serviceNow = (): number => Date.now() + ahead;

/** The service's time as an ISO instant. */
export const serviceInstant = (): string => new Date(serviceNow()).toISOString();

/** Today in Shanghai by the service's clock; drawn anew when an answer shows that the phone's clock is a day off. */
export function useServiceDay(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shanghaiDay(serviceInstant()),
  );
}

const secondsUntil = (instant: string) => Math.max(0, (Date.parse(instant) - serviceNow()) / 1000);

/** Seconds until an instant by the service's clock, every second anew; never below 0. */
export function useSecondsUntil(instant: string): number {
  const [seconds, setSeconds] = useState(() => secondsUntil(instant));
  useEffect(() => {
    const tick = () => setSeconds(secondsUntil(instant));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [instant]);
  return seconds;
}
