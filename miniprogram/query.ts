import { MutationCache, QueryCache, QueryClient, focusManager, onlineManager, useMutation, useQuery } from '@tanstack/react-query';
import { useDidShow } from '@tarojs/taro';
import { useRef } from 'react';
import type { Input, Output } from '../shared/contract';
import type { EndpointName } from '../shared/contract/routes';
import { ApiError, call } from './api';
import { noteEnded } from './ended';
import { forgetReads, keepRead, keptRead } from './reads';
import { keepTap, keptTap, type OpenTap } from './taps';
import { writeTokens } from './tokens';
import { uuid } from './uuid';
import { onNetwork } from './wechat/network';

/** The second factor or the work as such has ended while a page was open: the page says what to do. */
const onRefused = (error: unknown) => {
  if (!(error instanceof ApiError)) return;
  const { code, message } = error;
  if (code === 'second_factor_required') void queryClient.invalidateQueries({ queryKey: ['secondFactor.state'] });
  if (code !== 'staff_idle' && code !== 'signed_in_elsewhere') return;
  noteEnded({ by: code, what: message });
  if (code !== 'signed_in_elsewhere') return;
  writeTokens(null);
  forgetReads();
};

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onRefused }),
  mutationCache: new MutationCache({ onError: onRefused }),
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => count < 2 && error instanceof ApiError && (error.code === 'offline' || error.code === 'unavailable'),
      retryDelay: (count) => 500 * 2 ** count,
    },
    // api.ts repeats writes itself, with one key.
    mutations: { retry: false, networkMode: 'always' },
  },
});

onlineManager.setEventListener((setOnline) => {
  onNetwork(setOnline);
  return () => undefined;
});
// WeChat has no window focus: app.tsx reports show and hide.
focusManager.setEventListener(() => () => undefined);
export const setShown = (shown: boolean): void => focusManager.setFocused(shown);

/** Forgets everything that was read for the person who leaves. */
export function forgetEverythingRead(): void {
  queryClient.clear();
  forgetReads();
}

export type Read<Data> = {
  data: Data | undefined;
  /** Milliseconds since 1970 of what is shown. */
  asOf: number;
  /** What is shown was kept on the phone and could not be confirmed: say from when it is. */
  isOld: boolean;
  /** Nothing to show yet: draw a Skeleton. */
  loading: boolean;
  error: ApiError | null;
  refresh: () => void;
};

/**
 * Reads a GET endpoint: the kept answer at once, then the fresh one; again when the page is shown, every `refreshSeconds` if given.
 * `keep: false` for what must not stay on the phone.
 */
export function useRead<Name extends EndpointName>(
  name: Name,
  input: Input<Name>,
  { enabled = true, keep = true, refreshSeconds }: { enabled?: boolean; keep?: boolean; refreshSeconds?: number } = {},
): Read<Output<Name>> {
  const result = useQuery<Output<Name>, ApiError>({
    queryKey: [name, input],
    queryFn: async () => {
      const data = await call(name, input);
      if (keep) keepRead(name, input, data);
      return data;
    },
    enabled,
    ...(keep
      ? {
          initialData: () => keptRead<Output<Name>>(name, input)?.data as never,
          initialDataUpdatedAt: () => keptRead(name, input)?.at,
        }
      : {}),
    ...(refreshSeconds ? { refetchInterval: refreshSeconds * 1000 } : {}),
  });
  const shownBefore = useRef(false);
  useDidShow(() => {
    // The first show is the mount, which reads by itself.
    if (shownBefore.current && enabled) void result.refetch();
    shownBefore.current = true;
  });
  return {
    data: result.data,
    asOf: result.dataUpdatedAt,
    isOld: result.data !== undefined && (result.isError || result.fetchStatus === 'paused'),
    loading: result.data === undefined && !result.isError && enabled,
    error: result.data === undefined ? result.error : null,
    refresh: () => void result.refetch(),
  };
}

/** Puts an answer where a read of it will find it: what was just made need not be asked for again. */
export function seedRead<Name extends EndpointName>(name: Name, input: Input<Name>, data: Output<Name>): void {
  queryClient.setQueryData([name, input], data as never);
  keepRead(name, input, data);
}

/** Reads again what a page shows. */
export function refreshRead<Name extends EndpointName>(name: Name, input: Input<Name>): void {
  void queryClient.invalidateQueries({ queryKey: [name, input] });
}

/** Changes what a page shows before the service has answered; call the result to undo it. */
export function patchRead<Name extends EndpointName>(name: Name, input: Input<Name>, change: (shown: Output<Name>) => Output<Name>): () => void {
  const queryKey = [name, input];
  const before = queryClient.getQueryData<Output<Name>>(queryKey);
  if (before === undefined) return () => undefined;
  void queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData(queryKey, change(before) as never);
  return () => queryClient.setQueryData(queryKey, before as never);
}

export type Act<Name extends EndpointName> = {
  /** Resolves with the answer, or with undefined after a refusal (see `error`). */
  run: (input: Input<Name>) => Promise<Output<Name> | undefined>;
  busy: boolean;
  error: ApiError | null;
  clear: () => void;
};

/**
 * A POST endpoint behind a button. A tap that got no answer keeps its key, so pressing again repeats it and never doubles it.
 * `refreshes` names the reads that the act changes; `before` may patch them at once and returns the undo. `keptAs`: the key outlives the app
 * under this name, so that a form sent, closed without an answer, opened and sent again is sent once.
 */
export function useAct<Name extends EndpointName>(
  name: Name,
  {
    refreshes = [],
    before,
    onDone,
    keptAs,
  }: {
    keptAs?: string;
    refreshes?: EndpointName[];
    before?: (input: Input<Name>) => () => void;
    onDone?: (output: Output<Name>, input: Input<Name>) => void;
  } = {},
): Act<Name> {
  const open = useRef<OpenTap | null>(null);
  const hold = (tap: OpenTap | null) => {
    open.current = tap;
    if (keptAs) keepTap(keptAs, tap);
  };
  const mutation = useMutation<Output<Name>, ApiError, Input<Name>>({
    mutationFn: async (input) => {
      const body = JSON.stringify(input);
      const earlier = open.current ?? (keptAs ? keptTap(keptAs) : null);
      const tap = earlier?.body === body ? earlier : { body, key: uuid() };
      hold(tap);
      const undo = before?.(input);
      try {
        const output = await call(name, input, { key: tap.key });
        hold(null);
        return output;
      } catch (error) {
        undo?.();
        if (!(error instanceof ApiError) || error.code !== 'offline') hold(null);
        throw error;
      }
    },
    onSuccess: (output, input) => {
      onDone?.(output, input);
    },
    onSettled: () => {
      for (const read of refreshes) void queryClient.invalidateQueries({ queryKey: [read] });
    },
  });
  return {
    run: (input) => mutation.mutateAsync(input).catch(() => undefined),
    busy: mutation.isPending,
    error: mutation.error,
    clear: mutation.reset,
  };
}
