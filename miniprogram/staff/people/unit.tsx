import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { peopleRoles } from '../../../shared/rules/roles';
import { peopleText, staffEventWords } from '../../../shared/text/pages/people';
import { staffRoleWords } from '../../../shared/text/roles';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { Timeline } from '../../components/Timeline';
import type { State } from '../../components/tone';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { holds } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { AddPerson } from './AddPerson';
import { PersonSheet } from './PersonSheet';

type Staff = Output<'staff.list'>;
export type Person = Staff['people'][number];

/** A unit: how it is reached, who works there, and what happened. */
export default function UnitPage() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('staff.list', { id }, { keep: false, enabled: me !== undefined && holds(me, peopleRoles) });
  const [adding, setAdding] = useState(false);
  const bar = <ActionBar primary={{ id: 'add-person', word: peopleText.add, icon: 'plus', onPress: () => setAdding(true) }} />;
  return (
    <PageFrame title={read.data?.unit.name ?? peopleText.unit} {...(read.data && me && holds(me, ['administrator']) ? { bottomBar: bar } : {})}>
      <StaffOnly roles={peopleRoles}>
        {() => (
          <Reading read={read} rows={5}>
            {(staff) => (
              <>
                <Contact unit={staff.unit} />
                <People staff={staff} />
                <History history={staff.history} />
                {adding ? <AddPerson unitId={id} onClose={() => setAdding(false)} /> : null}
              </>
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Contact({ unit }: { unit: Staff['unit'] }) {
  return (
    <Section title={peopleText.contact}>
      <Facts
        facts={[
          [peopleText.phone, unit.phone],
          [peopleText.hours, unit.hours],
          [peopleText.dutyPerson, unit.dutyName ?? peopleText.noDuty],
        ]}
      />
    </Section>
  );
}

function People({ staff }: { staff: Staff }) {
  const [open, setOpen] = useState<string | null>(null);
  const person = staff.people.find(({ personId }) => personId === open);
  if (staff.people.length === 0) return <EmptyState icon="users" what={peopleText.none} />;
  const today = serviceInstant().slice(0, 10);
  return (
    <>
      <Section title={peopleText.people} kind="rows">
        {staff.people.map((one) => (
          <ListRow
            key={one.personId}
            id={`person-${one.personId}`}
            icon="user"
            title={`${one.name ?? ''}${one.isMyself ? peopleText.me : ''}`}
            state={bindingState(one)}
            note={[one.roles.map((role) => staffRoleWords[role]).join('、'), one.phoneMasked, one.secondFactor && peopleText.secondFactor]
              .filter(Boolean)
              .join(' · ')}
            {...(one.boundAt
              ? { until: peopleText.boundOn(one.device ?? '', whenText(one.boundAt, today)) }
              : one.codeUntil
                ? { until: peopleText.codeUntil(whenText(one.codeUntil, today)) }
                : {})}
            onPress={() => setOpen(one.personId)}
          />
        ))}
      </Section>
      {person ? <PersonSheet key={person.personId} unitId={staff.unit.id} person={person} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

const bindingState = ({ boundAt, codeUntil }: Person): State =>
  boundAt
    ? { word: peopleText.bound, tone: 'good' }
    : codeUntil
      ? { word: peopleText.waiting, tone: 'attention', icon: 'hourglass' }
      : { word: peopleText.notBound, tone: 'neutral', icon: 'circle' };

function History({ history }: { history: Staff['history'] }) {
  const [all, setAll] = useState(false);
  if (history.length === 0) return null;
  const today = serviceInstant().slice(0, 10);
  return (
    <Section title={peopleText.history}>
      <Timeline
        entries={(all ? history : history.slice(0, 5)).map(({ id, at, action, who, role, by, reason }) => ({
          id,
          what: [who, staffEventWords[action], role && staffRoleWords[role]].filter(Boolean).join(' '),
          who: by ?? peopleText.byCommand,
          when: whenText(at, today),
          ...(reason ? { note: reason } : {}),
        }))}
      />
      {history.length > 5 && !all ? <Action kind="text" word={peopleText.more} onPress={() => setAll(true)} /> : null}
    </Section>
  );
}
