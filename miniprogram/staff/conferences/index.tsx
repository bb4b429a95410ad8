import { useRouter } from '@tarojs/taro';
import { deskText } from '../../../shared/text/pages/desk';
import { conferencesText } from '../../../shared/text/pages/conferences';
import { ActionBar } from '../../components/ActionBar';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { staffPaths } from '../paths';
import { deskRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { TaskRow } from '../tasks/TaskRow';
import { Conference } from './Conference';

/** Conferences and tasks of a case: who is invited, what each unit thinks, what was decided, who does what. */
export default function CaseConferences() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('conferences.ofCase', { id }, { keep: false, enabled: me !== undefined && holds(me, deskRoles) });
  const answer = useAct('conferences.answer', { refreshes: ['conferences.ofCase', 'desk.read'] });
  const live = read.data?.conferences.find(({ status }) => status === 'convened');
  const actions = live?.actions ?? [];
  const next = actions.includes('decide') ? 'decide' : actions.includes('opine') ? 'opine' : null;
  const primary =
    live && next
      ? { id: `conference-${next}`, word: conferencesText.send[next], onPress: () => go(staffPaths.conferenceStep(id, next, live.id)) }
      : read.data?.mayConvene
        ? { id: 'conference-convene', word: conferencesText.convene, onPress: () => go(staffPaths.conferenceStep(id, 'convene')) }
        : null;
  return (
    <PageFrame title={conferencesText.title} {...(primary ? { bottomBar: <ActionBar primary={primary} /> } : {})}>
      <StaffOnly roles={deskRoles}>
        {() => (
          <Reading read={read}>
            {({ conferences, tasks }) => (
              <>
                {answer.error ? <InlineMessage tone="danger" what={answer.error.message} /> : null}
                {conferences.length === 0 ? <EmptyState icon="users" what={conferencesText.none} /> : null}
                {[...conferences].reverse().map((conference) => (
                  <Conference
                    key={conference.id}
                    conference={conference}
                    onAnswer={(attendance) => void answer.run({ id: conference.id, attendance })}
                    onStep={(step) => go(staffPaths.conferenceStep(id, step, conference.id))}
                    shownBelow={next}
                  />
                ))}
                {tasks.length > 0 ? (
                  <Section title={conferencesText.tasks} kind="rows">
                    {tasks.map((task) => (
                      <TaskRow key={task.id} task={task} />
                    ))}
                  </Section>
                ) : null}
                <Section kind="rows">
                  <ListRow
                    id="conference-case"
                    icon="clipboard-list"
                    title={conferencesText.toCase}
                    note={deskText.detail}
                    onPress={() => go(staffPaths.case(id))}
                  />
                </Section>
              </>
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
