import { type Database, poolOf } from '../db/client';
import { queueVersions } from '../db/queries/live';

/** What a stream follows: the queue of a hall's day. Every answer that is streamed says which. */
export type Followed = { hallId: string; day: string };

const lookEveryMs = 1_000;
const heartbeatMs = 15_000;
/** A function of Vercel ends within a minute; the phone opens the stream again. */
const lifetimeMs = process.env.VERCEL ? 50_000 : 300_000;
/** What the browser waits before it opens an ended stream again. */
const retryMs = 2_000;

type Watched = { followed: Followed; version: number | null; wake: Set<() => void> };
type Watch = { topics: Map<string, Watched>; timer: NodeJS.Timeout | null };

const watches = new WeakMap<Database, Watch>();

/** Wakes whoever follows a queue when it has changed: one look a second for all streams of this process, none when nobody follows. */
function follow(database: Database, followed: Followed, wake: () => void): () => void {
  const watch = watches.get(poolOf(database)) ?? { topics: new Map(), timer: null };
  watches.set(poolOf(database), watch);
  const key = `${followed.hallId} ${followed.day}`;
  const topic = watch.topics.get(key) ?? { followed, version: null, wake: new Set() };
  watch.topics.set(key, topic);
  topic.wake.add(wake);
  watch.timer ??= look(database, watch);
  return () => {
    topic.wake.delete(wake);
    if (topic.wake.size === 0 && watch.topics.get(key) === topic) watch.topics.delete(key);
  };
}

function look(database: Database, watch: Watch): NodeJS.Timeout {
  return setTimeout(async () => {
    const followed = [...watch.topics.values()].map((topic) => topic.followed);
    // Out of reach for a moment: the next look finds what has changed.
    const found = followed.length > 0 ? await queueVersions(database, followed).catch(() => []) : [];
    for (const { hallId, day, version } of found) {
      const topic = watch.topics.get(`${hallId} ${day}`);
      if (!topic || topic.version === version) continue;
      topic.version = version;
      // Also at the first look: it may already be newer than what was sent.
      for (const wake of topic.wake) wake();
    }
    watch.timer = watch.topics.size > 0 ? look(database, watch) : null;
  }, lookEveryMs).unref();
}

/**
 * Server-Sent Events (text/event-stream): the answer of a read now, and again whenever it has changed. Ends by itself after some minutes, sooner
 * on Vercel, and the browser opens it again; what was missed in between is in the first event of the next.
 */
export function eventStream(database: Database, followed: Followed, first: string, read: () => Promise<string>, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let sent = first;
      let reading = false;
      let again = false;
      let ended = false;
      const say = (text: string) => {
        if (!ended) controller.enqueue(encoder.encode(text));
      };
      const refresh = async (): Promise<void> => {
        if (reading) {
          again = true;
          return;
        }
        reading = true;
        do {
          again = false;
          const next = await read().catch(() => null);
          // What can no longer be read ends the stream; opened again, it is refused by name.
          if (next === null) end();
          else if (next !== sent) {
            sent = next;
            say(`data: ${next}\n\n`);
          }
        } while (again && !ended);
        reading = false;
      };
      const unfollow = follow(database, followed, () => void refresh());
      // An event with a name of its own, since a page never hears of comments.
      const heartbeat = setInterval(() => say('event: beat\ndata:\n\n'), heartbeatMs).unref();
      const life = setTimeout(() => end(), lifetimeMs).unref();
      end = () => {
        if (ended) return;
        ended = true;
        unfollow();
        clearInterval(heartbeat);
        clearTimeout(life);
        try {
          controller.close();
        } catch {
          // The other side has gone already.
        }
      };
      signal.addEventListener('abort', () => end());
      say(`retry: ${retryMs}\ndata: ${first}\n\n`);
    },
    cancel() {
      end();
    },
  });
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  });
}
