import type { ReactNode } from 'react';
import { kitText } from '../shared/text/kit';
import { whenText } from '../shared/text/when';
import { InlineMessage } from './components/InlineMessage';
import { Skeleton } from './components/Skeleton';
import type { Read } from './query';

/** What every read shows: a skeleton, then the data, from when it is if it is old, or what went wrong with a way to try again. */
export function Reading<Data>({ read, rows, children }: { read: Read<Data>; rows?: number; children: (data: Data) => ReactNode }) {
  if (read.data !== undefined) {
    return (
      <>
        {read.isOld ? (
          <InlineMessage
            tone="attention"
            what={kitText.asOf(whenText(new Date(read.asOf).toISOString()))}
            action={{ word: kitText.retry, onPress: read.refresh }}
          />
        ) : null}
        {children(read.data)}
      </>
    );
  }
  if (read.error) return <InlineMessage tone="danger" what={read.error.message} action={{ word: kitText.retry, onPress: read.refresh }} />;
  return <Skeleton {...(rows ? { rows } : {})} />;
}
