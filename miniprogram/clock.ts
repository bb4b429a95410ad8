import { useEffect, useState } from 'react';

let ahead = 0;

/** Remembers how far the service's clock is from the phone's; called by api.ts with the X-Onewindow-Now of every answer. */
export function setServiceTime(instant: string, receivedAt: number): void {
  const service = Date.parse(instant);
  if (!Number.isNaN(service)) ahead = service - receivedAt;
}

/** The service's time now, in milliseconds since 1970. Countdowns use this, so a wrong phone clock shortens no hold. */
export const serviceNow = (): number => Date.now() + ahead;

/** The service's time as an ISO instant. */
export const serviceInstant = (): string => new Date(serviceNow()).toISOString();

/** Seconds until an instant by the service's clock, every second anew; never below 0. */
export function useSecondsUntil(instant: string): number {
  const left = () => Math.max(0, (Date.parse(instant) - serviceNow()) / 1000);
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 1000);
    return () => clearInterval(timer);
    // biome-ignore lint/correctness/useExhaustiveDependencies: left reads the instant
  }, [instant]);
  return seconds;
}
