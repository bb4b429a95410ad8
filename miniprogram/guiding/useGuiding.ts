import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import type { Input, Output } from '../../shared/contract';
import { ApiError, call } from '../api';
import { uuid } from '../uuid';

export type Guiding = Output<'guideSession.read'>;
type Change = 'guideSession.answer' | 'guideSession.turn' | 'guideSession.fill';
/** Sends a change of this phone; what it was refused with, or null once it is in. */
export type Write = <Name extends Change>(name: Name, input: Input<Name>) => Promise<ApiError | null>;

/** The other phone is to be seen within two seconds. An event stream would carry the token in its address, where logs keep it. */
const everyMs = 1_500;

/** A session as it is now, asked again and again while the page is looked at and it lasts. `gone`: the guide sees it no more. */
export function useGuiding(id: string): { view: Guiding | null; gone: ApiError | null; lost: boolean; busy: boolean; write: Write } {
  const [view, show] = useState<Guiding | null>(null);
  const [gone, setGone] = useState<ApiError | null>(null);
  const [lost, setLost] = useState(false);
  const [writing, setWriting] = useState(0);
  const [isShown, setShown] = useState(true);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  const over = gone !== null || view?.status === 'ended';
  // An answer on its way may be older than what a change of this phone has brought meanwhile.
  const take = (next: Guiding) => show((shown) => (shown && shown.version > next.version ? shown : next));

  // biome-ignore lint/correctness/useExhaustiveDependencies: `take` is the same whichever drawing made it
  useEffect(() => {
    if (!isShown || over) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const look = async () => {
      try {
        const next = await call('guideSession.read', { id });
        if (left) return;
        take(next);
        setLost(false);
      } catch (error) {
        if (left) return;
        if (error instanceof ApiError && error.code !== 'offline' && error.code !== 'unavailable') return setGone(error);
        setLost(true);
      }
      timer = setTimeout(() => void look(), everyMs);
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [id, isShown, over]);

  const mounted = useRef(true);
  useEffect(
    () => () => {
      mounted.current = false;
    },
    [],
  );
  const write: Write = async (name, input) => {
    setWriting((count) => count + 1);
    try {
      take((await call(name, input, { key: uuid() })) as Guiding);
      return null;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mounted.current && error.code === 'not_found') setGone(error);
      // What is newer is on the screen before the person is asked to choose.
      if (error.code === 'other_was_quicker') await call('guideSession.read', { id }).then(take, () => undefined);
      return error;
    } finally {
      setWriting((count) => count - 1);
    }
  };
  return { view, gone, lost, busy: writing > 0, write };
}
