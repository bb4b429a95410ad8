import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import type { Output } from '../../../shared/contract';
import { isLive } from '../../../shared/rules/appointment-flow';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { serviceInstant } from '../../clock';
import { patchRead, type Read, refreshRead, useRead } from '../../query';
import { followLive } from '../../wechat/live';

type Appointment = Output<'appointments.read'>;

const soonest = 5;
const latest = 30;

/** On its own day a live appointment may be confirmed, checked in and called at any moment. */
const mayChange = (appointment: Appointment) => isLive(appointment.status) && shanghaiDay(appointment.startsAt) === shanghaiDay(serviceInstant());

/**
 * An appointment, read again by itself on its day: 5 seconds after something changed, more and more slowly up to 30 seconds while
 * nothing does, and not at all while the page is not looked at.
 */
export function useQueue(id: string): Read<Appointment> {
  const [seconds, setSeconds] = useState<number | null>(null);
  const [isShown, setShown] = useState(true);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  const read = useRead('appointments.read', { id }, seconds !== null && isShown ? { refreshSeconds: seconds } : {});
  const ticketId = read.data && mayChange(read.data) ? (read.data.queue?.ticketId ?? '') : '';
  const status = read.data?.queue?.status;
  // The stream tells of a change at once; the appointment is then read for what else has changed with it.
  useEffect(() => {
    if (!isShown || ticketId === '') return;
    return followLive(
      'queue.live',
      { id: ticketId },
      {
        connected: () => undefined,
        data: ({ ahead, estimatedMinutes, counter, number, ...now }) => {
          const queue = { ticketId: now.ticketId, status: now.status, ahead, estimatedMinutes, counter, number };
          patchRead('appointments.read', { id }, (shown) => ({ ...shown, queue }));
          if (now.status !== status) refreshRead('appointments.read', { id });
        },
      },
    );
  }, [id, ticketId, status, isShown]);
  useRereadAt(isShown ? (read.data?.ratingFrom ?? null) : null, read);
  const before = useRef('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: asOf says that an answer came, changed or not
  useEffect(() => {
    if (!read.data || !mayChange(read.data)) return setSeconds(null);
    const now = JSON.stringify([read.data.status, read.data.queue]);
    const hasChanged = before.current !== now;
    before.current = now;
    setSeconds((old) => (hasChanged || old === null ? soonest : Math.min(latest, old * 1.5)));
  }, [read.asOf]);
  return read;
}

/** Reads once more at an instant: what is finished may be rated from then on, on a page that stays open too. */
function useRereadAt(at: string | null, { asOf, refresh }: Read<Appointment>): void {
  const again = useRef(refresh);
  again.current = refresh;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asOf says that an answer came, changed or not
  useEffect(() => {
    if (at === null) return;
    const timer = setTimeout(() => again.current(), Math.max(0, Date.parse(at) - Date.parse(serviceInstant())) + 1_000);
    return () => clearTimeout(timer);
  }, [at, asOf]);
}
