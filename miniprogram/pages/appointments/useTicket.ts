import { useDidHide, useDidShow } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { patchRead, type Read, useRead } from '../../query';
import type { Output } from '../../../shared/contract';
import { followLive } from '../../wechat/live';

type Position = Output<'queue.position'>;

/** Seconds between two looks where there is no stream: soon after a change, then more and more slowly. */
const soonest = 5;
const latest = 30;

/**
 * Where a ticket stands, kept up to date: pushed in the browser, read with growing pauses in WeChat and while the stream is lost. Nothing is asked
 * while the page is not looked at.
 */
export function useTicket(id: string): Read<Position> {
  const [isLive, setLive] = useState(false);
  const [isShown, setShown] = useState(true);
  const [seconds, setSeconds] = useState(soonest);
  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));
  const read = useRead('queue.position', { id }, { keep: false, enabled: id !== '', ...(isLive || !isShown ? {} : { refreshSeconds: seconds }) });
  const before = useRef('');
  // biome-ignore lint/correctness/useExhaustiveDependencies: asOf says that an answer came, changed or not
  useEffect(() => {
    const now = JSON.stringify(read.data);
    const hasChanged = before.current !== now;
    before.current = now;
    setSeconds((old) => (hasChanged ? soonest : Math.min(latest, old * 1.5)));
  }, [read.asOf]);
  const isOver = read.data?.status === 'done';
  const isKnown = read.data !== undefined;
  useEffect(() => {
    if (!isShown || !isKnown || isOver) return;
    const stop = followLive('queue.live', { id }, { data: (data) => void patchRead('queue.position', { id }, () => data), connected: setLive });
    return () => {
      stop();
      setLive(false);
    };
  }, [id, isShown, isKnown, isOver]);
  return read;
}
