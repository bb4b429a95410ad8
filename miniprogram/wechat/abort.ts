type Listener = () => void;

class MiniAbortSignal {
  aborted = false;
  reason: unknown = undefined;
  onabort: Listener | null = null;
  private listeners: Listener[] = [];

  addEventListener(_type: 'abort', listener: Listener) {
    this.listeners.push(listener);
  }

  removeEventListener(_type: 'abort', listener: Listener) {
    this.listeners = this.listeners.filter((known) => known !== listener);
  }

  throwIfAborted() {
    if (this.aborted) throw this.reason;
  }

  fire(reason: unknown) {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason ?? new Error('aborted');
    this.onabort?.();
    for (const listener of this.listeners) listener();
  }
}

/** WeChat has no AbortController. The build puts this class in the place of the global for every module (config/index.ts). */
export class MiniAbortController {
  readonly signal = new MiniAbortSignal();

  abort(reason?: unknown) {
    this.signal.fire(reason);
  }
}
