import { requestsText } from '../../shared/text/pages/requests';
import { AnswerCard } from '../components/AnswerCard';
import { ListRow } from '../components/ListRow';
import { Section } from '../components/Section';

type Props = { enterprises: { id: string; name: string }[]; chosen: string; onChoose: (id: string) => void };

/** For which enterprise: named when there is one, chosen when there are several. */
export function Enterprises({ enterprises, chosen, onChoose }: Props) {
  const [only] = enterprises;
  if (enterprises.length === 1) {
    return (
      <Section title={requestsText.enterprise} kind="rows">
        <ListRow icon="building-2" title={only?.name ?? ''} />
      </Section>
    );
  }
  return (
    <AnswerCard
      question={requestsText.enterprise}
      options={enterprises.map(({ id, name }) => ({ value: id, label: name }))}
      chosen={chosen}
      onChoose={onChoose}
    />
  );
}
