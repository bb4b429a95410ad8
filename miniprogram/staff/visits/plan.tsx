import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { addDays, shanghaiDay } from '../../../shared/rules/shanghai';
import { visitDeskText } from '../../../shared/text/pages/visit-desk';
import { dateText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { ActionBar } from '../../components/ActionBar';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { replace } from '../../go';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { VisitRow } from '../../visits/VisitRow';
import { staffPaths } from '../paths';
import { deskRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';

const clocks = ['08:30', '09:00', '09:30', '10:00', '13:30', '14:00', '14:30'] as const;
/** Days that are offered by a tap. */
const daysShown = 10;

/** A round: day, time, team, equipment. The order of the stops and the windows follow. */
export default function PlanVisits() {
  const ids = parameter(useRouter().params, 'visits').split(',').filter(Boolean);
  const me = useMe();
  const read = useRead('visitDesk.waiting', {}, { keep: false, enabled: me !== undefined && holds(me, deskRoles) });
  const today = shanghaiDay(serviceInstant());
  // Tomorrow, unless another day is chosen; what today is may become known later than this page.
  const [chosenDay, setDay] = useState<string>();
  const day = chosenDay ?? addDays(today, 1);
  const [leavesAt, setLeavesAt] = useState<string>('09:00');
  const [memberIds, setMembers] = useState<string[]>([]);
  const [equipment, setEquipment] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const plan = useAct('visitDesk.plan', {
    refreshes: ['visitDesk.waiting', 'visitDesk.calendar', 'desk.read'],
    onDone: (made) => replace(staffPaths.round(made.id)),
  });
  const send = () => {
    setTried(true);
    if (memberIds.length > 0) void plan.run({ day, leavesAt, visitIds: ids, memberIds, equipment });
  };
  const wrong = plan.error?.message ?? (tried && memberIds.length === 0 ? visitDeskText.planMissing : null);
  return (
    <PageFrame
      title={visitDeskText.planTitle}
      bottomBar={
        <ActionBar
          primary={{ id: 'plan-send', word: visitDeskText.planSend, busy: plan.busy, onPress: send }}
          note={wrong ? <InlineMessage tone="danger" what={wrong} /> : null}
        />
      }
    >
      <StaffOnly roles={deskRoles}>
        {() => (
          <Reading read={read}>
            {({ visits, members }) => (
              <>
                <InlineMessage what={visitDeskText.planNote} />
                <Section kind="rows">
                  {visits
                    .filter(({ id }) => ids.includes(id))
                    .map((visit) => (
                      <VisitRow key={visit.id} visit={visit} />
                    ))}
                </Section>
                <Labelled label={visitDeskText.day}>
                  <Chips
                    label={visitDeskText.day}
                    role="radio"
                    chips={Array.from({ length: daysShown }, (_, index) => addDays(today, index)).map((value) => ({ value, word: dateText(value) }))}
                    chosen={[day]}
                    onPress={setDay}
                  />
                </Labelled>
                <Labelled label={visitDeskText.leaves}>
                  <Chips
                    label={visitDeskText.leaves}
                    role="radio"
                    chips={clocks.map((value) => ({ value, word: value }))}
                    chosen={clocks.filter((value) => value === leavesAt)}
                    onPress={setLeavesAt}
                  />
                </Labelled>
                <Labelled label={visitDeskText.members}>
                  <Chips
                    label={visitDeskText.members}
                    role="checkbox"
                    chips={members.map(({ id, name }) => ({ value: id, word: name }))}
                    chosen={memberIds}
                    onPress={(id) => setMembers(toggled(memberIds, id))}
                  />
                </Labelled>
                <Labelled label={visitDeskText.equipment}>
                  <Chips
                    label={visitDeskText.equipment}
                    role="checkbox"
                    chips={visitDeskText.equipmentOptions.map((value) => ({ value, word: value }))}
                    chosen={visitDeskText.equipmentOptions.filter((value) => equipment.includes(value))}
                    onPress={(value) => setEquipment(toggled(equipment, value))}
                  />
                </Labelled>
              </>
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

const toggled = (all: string[], one: string): string[] => (all.includes(one) ? all.filter((other) => other !== one) : [...all, one]);
