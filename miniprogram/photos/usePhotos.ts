import { useEffect, useRef, useState } from 'react';
import { ApiError, call, fetchPhoto, uploadPhoto } from '../api';
import type { PhotoPickerProps } from '../components/PhotoPicker';
import { uuid } from '../uuid';
import { choosePhotos } from '../wechat/photos';

/** A photo of a draft: `id` once the service has it. `key` makes a repeated upload the same photo; `from` is the one it is a copy of, given before. */
export type DraftPhoto = { key: string; path: string; id?: string; from?: string };

/** Photos that were given with something else and go along into a draft, without being sent again. */
export const takenAlong = (ids: string[]): DraftPhoto[] => ids.map((from) => ({ key: uuid(), path: '', from }));

type Progress = { part?: number; why?: string };

export type Photos = Pick<PhotoPickerProps, 'photos' | 'onAdd' | 'onRemove' | 'onRetry'> & {
  /** Those that are there, in order. */
  ids: string[];
  /** Still on the way, or not arrived: a form waits for them or lets them go. */
  unfinished: boolean;
  /** Why the last one was not taken, in words. */
  problem: string | null;
};

/**
 * Photos of a form: each is sent as soon as it is chosen, tried again at a tap, taken back when removed. `kept` is the draft's list, `keep`
 * changes it; what was sent is still there when the app is opened again.
 */
export function usePhotos(kept: DraftPhoto[], keep: (change: (photos: DraftPhoto[]) => DraftPhoto[]) => void, most: number): Photos {
  const [progress, setProgress] = useState<Record<string, Progress>>({});
  const [shown, setShown] = useState<Record<string, string>>({});
  const alive = useRef(true);
  useEffect(
    () => () => {
      alive.current = false;
    },
    [],
  );
  const note = (key: string, now: Progress) => alive.current && setProgress((all) => ({ ...all, [key]: now }));

  /** Those of which the service's copy is shown, or asked for. */
  const known = useRef(new Set<string>());
  const send = async ({ key, path, from }: DraftPhoto) => {
    note(key, { part: 0 });
    try {
      const { id } = from ? await call('files.copy', { id: from }, { key }) : await uploadPhoto(path, key, (part) => note(key, { part }));
      known.current.add(key);
      keep((photos) => photos.map((photo) => (photo.key === key ? { ...photo, id } : photo)));
      note(key, {});
    } catch (error) {
      note(key, { why: error instanceof ApiError ? error.message : '' });
    }
  };
  const sending = useRef(send);
  sending.current = send;

  // Opened again: the phone's own copies may be gone, the service's are not.
  useEffect(() => {
    for (const photo of kept) {
      const { key, from } = photo;
      const id = photo.id ?? from;
      if (!id || known.current.has(key)) continue;
      known.current.add(key);
      void fetchPhoto({ id, size: 'small' }).then((path) => path && alive.current && setShown((all) => ({ ...all, [key]: path })));
      if (!photo.id) void sending.current(photo);
    }
  }, [kept]);

  return {
    ids: kept.flatMap(({ id }) => (id ? [id] : [])),
    unfinished: kept.some(({ id }) => !id),
    problem: kept.map(({ key }) => progress[key]?.why).find(Boolean) ?? null,
    photos: kept.map(({ key, path, id, from }) => {
      const now = progress[key];
      return {
        key,
        path: ((id ?? from) && shown[key]) || path,
        ...(now?.part === undefined || id ? {} : { progress: now.part }),
        // Without an id and not on its way: it came from an earlier day, or was not taken.
        ...(id || now?.part !== undefined ? {} : { failed: true }),
      };
    }),
    onAdd: () =>
      void choosePhotos(most - kept.length).then((paths) => {
        const added = paths.map((path) => ({ key: uuid(), path }));
        keep((photos) => [...photos, ...added]);
        for (const photo of added) void send(photo);
      }),
    onRemove: (index) => {
      const gone = kept[index];
      keep((photos) => photos.filter(({ key }) => key !== gone?.key));
      // What is not taken back goes by itself after a day.
      if (gone?.id) call('files.remove', { id: gone.id }).catch(() => undefined);
    },
    onRetry: (index) => {
      const photo = kept[index];
      if (photo) void send(photo);
    },
  };
}
