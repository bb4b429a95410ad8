import { itemsText } from '../../../shared/text/pages/items';
import { dateText } from '../../../shared/text/when';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { useRead } from '../../query';

/** The halls that take an item, with the next free day. Not drawn while unknown: the page is readable without. */
export function Where({ item }: { item: string }) {
  const halls = useRead('halls.list', { itemCode: item }).data?.halls ?? [];
  if (halls.length === 0) return null;
  return (
    <Section title={itemsText.where} kind="rows">
      {halls.map((hall) => (
        <ListRow
          key={hall.id}
          icon="map-pin"
          title={hall.name}
          note={`${hall.address}\n${hall.phone}`}
          until={hall.nextFree ? itemsText.nextFree(dateText(hall.nextFree.date), hall.nextFree.free) : itemsText.noneFree}
        />
      ))}
    </Section>
  );
}
