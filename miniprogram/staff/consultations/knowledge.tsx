import { View } from '@tarojs/components';
import type { Output } from '../../../shared/contract';
import { addDays, shanghaiDay } from '../../../shared/rules/shanghai';
import { questionDeskText } from '../../../shared/text/pages/consultations';
import { dayText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { staffPaths } from '../paths';
import { deskRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';

type Entry = Output<'knowledgeDesk.list'>['entries'][number];
const halfYear = 183;

/** F3: the entries my units answer for, those to be looked at first on top. */
export default function KnowledgeDesk() {
  const me = useMe();
  const read = useRead('knowledgeDesk.list', {}, { keep: false, enabled: me !== undefined && holds(me, deskRoles) });
  return (
    <PageFrame title={questionDeskText.knowledge} note={questionDeskText.knowledgeNote}>
      <StaffOnly roles={deskRoles}>
        {() => (
          <Reading read={read}>
            {({ entries }) =>
              entries.length === 0 ? (
                <EmptyState
                  icon="file-text"
                  what={questionDeskText.knowledgeNone}
                  first={{ word: questionDeskText.list, onPress: () => go(staffPaths.consultations) }}
                />
              ) : (
                <View>
                  {entries.map((entry) => (
                    <Row key={entry.code} entry={entry} />
                  ))}
                </View>
              )
            }
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Row({ entry: { code, question, unitName, ownerName, reviewOn, hidden, unchecked, origin, verify } }: { entry: Entry }) {
  const renew = useAct('knowledgeDesk.renew', { refreshes: ['knowledgeDesk.list'] });
  return (
    <Section>
      <ListRow
        id={code}
        title={question}
        note={origin === 'content' ? questionDeskText.fromFile : ''}
        state={
          hidden || unchecked
            ? { word: hidden ? questionDeskText.hidden : questionDeskText.unchecked, tone: 'attention' }
            : { word: questionDeskText.shown, tone: 'good' }
        }
        who={[unitName, ownerName].filter(Boolean).join(' · ')}
        until={questionDeskText.reviewOn(dayText(reviewOn, shanghaiDay(serviceInstant())))}
      />
      {verify.length > 0 ? <InlineMessage tone="attention" what={questionDeskText.verify} next={questionDeskText.verifyLines(verify)} /> : null}
      {renew.error ? <InlineMessage tone="danger" what={renew.error.message} /> : null}
      {origin === 'consultation' ? (
        <Action
          id={`renew-${code}`}
          kind="text"
          word={questionDeskText.renew}
          busy={renew.busy}
          onPress={() => void renew.run({ code, reviewOn: addDays(shanghaiDay(serviceInstant()), halfYear) })}
        />
      ) : null}
    </Section>
  );
}
