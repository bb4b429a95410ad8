import { useState } from 'react';
import { takeDownText } from '../../../shared/text/pages/take-down';
import { Action } from '../../components/Action';
import { AnswerCard } from '../../components/AnswerCard';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { SearchField } from '../../components/SearchField';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import type { TakenDown } from './taken-down';

type Props = { form: TakenDown; onChange: (part: Partial<TakenDown>) => void };

/** Which enterprise asks, and who of it: a member that is known, or somebody by name and phone number. */
export function Asker({ form, onChange }: Props) {
  const [words, setWords] = useState('');
  if (!form.enterprise) return <Find words={words} onWords={setWords} onChoose={(enterprise) => onChange({ enterprise, personId: null })} />;
  return (
    <Section title={takeDownText.enterprise} kind="rows">
      <ListRow icon="building-2" title={form.enterprise.name} />
      <Action id="take-down-other" kind="text" word={takeDownText.otherEnterprise} onPress={() => onChange({ enterprise: null, personId: null })} />
      <Who form={form} name={form.enterprise.name} onChange={onChange} />
    </Section>
  );
}

function Find({
  words,
  onWords,
  onChoose,
}: {
  words: string;
  onWords: (words: string) => void;
  onChoose: (enterprise: { id: string; name: string }) => void;
}) {
  const asked = words.trim();
  const read = useRead('desk.enterprises', { words: asked }, { keep: false, enabled: asked.length >= 2 });
  return (
    <Section title={takeDownText.enterprise} kind="bare">
      <SearchField value={words} label={takeDownText.findEnterprise} placeholder={takeDownText.findEnterprise} onChange={onWords} />
      {asked.length < 2 ? null : (
        <Reading read={read}>
          {({ enterprises }) => (
            <Section kind="rows">
              {enterprises.length === 0 ? <InlineMessage what={takeDownText.noEnterprise} /> : null}
              {enterprises.map(({ id, name, town }) => (
                <ListRow key={id} id={`enterprise-${id}`} icon="building-2" title={name} note={town} onPress={() => onChoose({ id, name })} />
              ))}
            </Section>
          )}
        </Reading>
      )}
    </Section>
  );
}

function Who({ form, name, onChange }: Props & { name: string }) {
  const read = useRead('desk.enterprises', { words: name.slice(0, 60) }, { keep: false });
  const members = read.data?.enterprises.find(({ id }) => id === form.enterprise?.id)?.members ?? [];
  const someone = 'someone';
  return (
    <>
      {members.length > 0 ? (
        <AnswerCard
          question={takeDownText.who}
          options={[...members.map(({ id, name: member }) => ({ value: id, label: member })), { value: someone, label: takeDownText.someone }]}
          chosen={form.personId ?? (form.name || form.phone ? someone : null)}
          onChoose={(value) => onChange({ personId: value === someone ? null : value })}
        />
      ) : null}
      {form.personId === null ? (
        <>
          <TextField id="take-down-name" label={takeDownText.name} value={form.name} maxLength={30} onChange={(value) => onChange({ name: value })} />
          <TextField
            id="take-down-phone"
            label={takeDownText.phone}
            kind="phone"
            value={form.phone}
            maxLength={11}
            hint={takeDownText.phoneHint}
            onChange={(value) => onChange({ phone: value })}
          />
        </>
      ) : null}
    </>
  );
}
