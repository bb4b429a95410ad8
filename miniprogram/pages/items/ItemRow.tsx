import type { Output } from '../../../shared/contract';
import { promiseText } from '../../../shared/text/catalogue';
import { ListRow } from '../../components/ListRow';
import { go } from '../../go';
import { paths } from '../../paths';

/** An item in a list: what it is, what it is for, how long it takes. */
export function ItemRow({ item }: { item: Output<'items.search'>['items'][number] }) {
  return (
    <ListRow
      id={`item-${item.code}`}
      title={item.name}
      note={item.summary}
      until={promiseText(item.promisedWorkingDays)}
      onPress={() => go(paths.guide(item.code))}
    />
  );
}
