import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';
import { windowText } from '../../../shared/text/pages/window';
import { go, replace } from '../../go';
import { useAct } from '../../query';
import type { Me } from '../../session';
import { workplace } from '../roles';
import { pathOfTicket, showTurn } from './show';

const key = (hallId: string) => `counter:${hallId}`;

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The counter the officer sits at, remembered on the phone for each hall; empty until it is chosen. */
export function useCounter(me: Me, hallId: string): string {
  const saved = useSyncExternalStore(subscribe, () => {
    const value: unknown = hallId ? Taro.getStorageSync(key(hallId)) : '';
    return typeof value === 'string' ? value : '';
  });
  return saved || (workplace(me).counter ?? '');
}

/** Remembers the counter, also for the pages below this one. */
export function chooseCounter(hallId: string, counter: string): void {
  Taro.setStorageSync(key(hallId), counter);
  for (const listener of listeners) listener();
}

/** Calls the next ticket of the hall to the counter and opens it. `inPlace`: from the appointment that was just finished. */
export function useCallNext(hallId: string, counter: string, inPlace = false) {
  const act = useAct('queue.callNext', {
    refreshes: ['window.day'],
    onDone: (turn) => {
      showTurn(turn);
      (inPlace ? replace : go)(pathOfTicket(turn.ticket));
    },
  });
  const why = act.error?.code === 'wrong_state' ? windowText.counterBusy(counter) : act.error?.message;
  return { busy: act.busy, why, run: () => void act.run({ hallId, counter }) };
}
