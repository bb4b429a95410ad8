import { useState } from 'react';
import type { Input, Output } from '../../shared/contract';
import { type AuditEffect, auditEffects } from '../../shared/rules/audit';
import { lookedAtWords } from '../../shared/text/pages/accesses';
import { auditEffectWords, auditText } from '../../shared/text/pages/audit';
import { whenText } from '../../shared/text/when';
import { Action } from '../components/Action';
import { Chips } from '../components/Chips';
import { EmptyState } from '../components/EmptyState';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { TextField } from '../components/TextField';
import { useRead } from '../query';
import { Reading } from '../Reading';
import { usePeriod } from './halls/period';
import { StaffOnly } from './StaffOnly';

type Filter = Omit<Input<'audit.search'>, 'cursor'>;
type Entry = Output<'audit.search'>['entries'][number];
const kinds = ['all', ...auditEffects] as const;

/** For audit administrators: who looked at what and changed what, by days, person and object. */
export default function AuditLog() {
  return (
    <PageFrame title={auditText.title} note={auditText.note}>
      <StaffOnly roles={['audit_administrator']}>{() => <Search />}</StaffOnly>
    </PageFrame>
  );
}

function Search() {
  const { period, chips } = usePeriod();
  const [kind, setKind] = useState<AuditEffect | 'all'>('all');
  const [typed, setTyped] = useState({ actor: '', object: '' });
  const [asked, setAsked] = useState(typed);
  const [actor, object] = [typed.actor.trim(), typed.object.trim()];
  const filter: Filter = {
    ...period,
    ...(kind === 'all' ? {} : { effect: kind }),
    ...(asked.actor ? { actor: asked.actor } : {}),
    ...(asked.object ? { object: asked.object } : {}),
  };
  const complete = actor.length !== 1 && (object === '' || /^[A-Za-z0-9_-]{4,64}$/.test(object));
  return (
    <>
      <Section kind="bare">
        {chips}
        <Chips
          label={auditText.effects}
          role="radio"
          chips={kinds.map((value) => ({ value, word: value === 'all' ? auditText.all : auditEffectWords[value] }))}
          chosen={[kind]}
          onPress={setKind}
        />
        <TextField
          id="audit-actor"
          label={auditText.actor}
          value={typed.actor}
          maxLength={30}
          onChange={(value) => setTyped({ ...typed, actor: value })}
        />
        <TextField
          id="audit-object"
          label={auditText.object}
          value={typed.object}
          maxLength={64}
          onChange={(value) => setTyped({ ...typed, object: value })}
        />
        <Action id="audit-search" word={auditText.search} disabled={!complete} onPress={() => setAsked({ actor, object })} />
      </Section>
      <Pages key={JSON.stringify(filter)} filter={filter} />
    </>
  );
}

function Pages({ filter }: { filter: Filter }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  return (
    <>
      {cursors.map((cursor, index) => (
        <Page
          key={cursor ?? ''}
          filter={filter}
          {...(cursor ? { cursor } : {})}
          {...(index === cursors.length - 1 ? { onMore: (next: string) => setCursors([...cursors, next]) } : {})}
        />
      ))}
    </>
  );
}

function Page({ filter, cursor, onMore }: { filter: Filter; cursor?: string; onMore?: (next: string) => void }) {
  const read = useRead('audit.search', { ...filter, ...(cursor ? { cursor } : {}) }, { keep: false });
  return (
    <Reading read={read}>
      {({ entries, nextCursor }) =>
        entries.length === 0 && !cursor ? (
          <EmptyState icon="search" what={auditText.none} />
        ) : (
          <>
            <Section kind="rows">
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
            </Section>
            {nextCursor && onMore ? <Action kind="plain" word={auditText.more} onPress={() => onMore(nextCursor)} /> : null}
          </>
        )
      }
    </Reading>
  );
}

function EntryRow({ entry: { id, at, actor, units, effect, what, subjects, reason } }: { entry: Entry }) {
  const note = [subjects.length > 0 && auditText.subjects(subjects.length), reason && auditText.reason(reason)].filter(Boolean).join(' · ');
  return (
    <ListRow
      id={`entry-${id}`}
      title={`${auditEffectWords[effect]} ${lookedAtWords[what]}`}
      who={[actor ?? auditText.nobody, units.join('、')].filter(Boolean).join(' · ')}
      {...(note ? { note } : {})}
      until={whenText(at)}
    />
  );
}
