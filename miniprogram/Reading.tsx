import type { ReactNode } from 'react';
import { kitText } from '../shared/text/kit';
import { AsOf } from './AsOf';
import { Skeleton } from './components/Skeleton';
import { stepBack } from './go';
import type { Read } from './query';
import { Refusal } from './Refusal';

/** What every read shows: a skeleton, then the data, from when it is if it is old, or what went wrong with a way on. */
export function Reading<Data>({ read, rows, children }: { read: Read<Data>; rows?: number; children: (data: Data) => ReactNode }) {
  if (read.data !== undefined) {
    return (
      <>
        <AsOf read={read} />
        {children(read.data)}
      </>
    );
  }
  if (!read.error) return <Skeleton {...(rows ? { rows } : {})} />;
  // What is not there will not be there at the second try.
  const action = read.error.code === 'not_found' ? { word: kitText.back, onPress: () => stepBack() } : { word: kitText.retry, onPress: read.refresh };
  return <Refusal error={read.error} action={action} />;
}
