import type { Output } from '../../shared/contract';

export type LiveName = 'queue.live' | 'display.live';

/** WeChat has no event streams: whoever asks goes on reading by itself. */
export function followLive<Name extends LiveName>(
  _name: Name,
  _input: Record<string, string>,
  _on: { data: (data: Output<Name>) => void; connected: (isConnected: boolean) => void },
): () => void {
  return () => undefined;
}
