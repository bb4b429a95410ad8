import type { Output } from '../../../shared/contract';
import { enterpriseText } from '../../../shared/text/pages/enterprise';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { useAct } from '../../query';
import { Refusal } from '../../Refusal';

type Join = Output<'members.list'>['joins'][number];

/** Who asks to join, on top of everything: a principal admits or refuses. */
export function Joins({ joins }: { joins: Join[] }) {
  if (joins.length === 0) return null;
  return (
    <Section title={enterpriseText.asking} kind="rows">
      {joins.map((join) => (
        <Asked key={join.id} join={join} />
      ))}
    </Section>
  );
}

function Asked({ join }: { join: Join }) {
  const decide = useAct('members.decide', { refreshes: ['members.list'] });
  const answer = (admit: boolean) => void decide.run({ id: join.id, admit });
  return (
    <>
      <ListRow
        icon="user"
        title={join.name ?? enterpriseText.noName}
        note={enterpriseText.askedBy(join.by ?? '', whenText(join.askedAt, serviceInstant().slice(0, 10)))}
      />
      {decide.error ? <Refusal error={decide.error} /> : null}
      <Action id={`admit-${join.id}`} kind="plain" word={enterpriseText.admit} busy={decide.busy} onPress={() => answer(true)} />
      <Action kind="text" word={enterpriseText.refuse} disabled={decide.busy} onPress={() => answer(false)} />
    </>
  );
}
