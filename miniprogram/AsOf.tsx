import { kitText } from '../shared/text/kit';
import { whenText } from '../shared/text/when';
import { InlineMessage } from './components/InlineMessage';
import type { Read } from './query';

/** Says from when the shown content is, when it could not be confirmed. */
export function AsOf({ read }: { read: Pick<Read<unknown>, 'isOld' | 'asOf' | 'refresh'> }) {
  if (!read.isOld) return null;
  return (
    <InlineMessage
      tone="attention"
      what={kitText.asOf(whenText(new Date(read.asOf).toISOString()))}
      action={{ word: kitText.retry, onPress: read.refresh }}
    />
  );
}
