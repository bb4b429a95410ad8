import { useState } from 'react';
import { leftText } from '../../../shared/text/cases';
import { complaintKindWords } from '../../../shared/text/complaints';
import { complaintDeskText } from '../../../shared/text/pages/complaint';
import { whenText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { complaintState } from '../../complaints/state';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { boardRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';

const lists = ['waiting', 'answered'] as const;
type Which = (typeof lists)[number];

/** Complaints and suggestions I may look into, due first on top. */
export default function ComplaintDesk() {
  const [which, setWhich] = useState<Which>('waiting');
  return (
    <PageFrame title={complaintDeskText.list} note={complaintDeskText.note}>
      <StaffOnly roles={boardRoles}>
        {() => (
          <>
            <Section kind="bare">
              <Chips
                label={complaintDeskText.which}
                role="radio"
                chips={lists.map((value) => ({ value, word: complaintDeskText[value] }))}
                chosen={[which]}
                onPress={setWhich}
              />
            </Section>
            <Rows which={which} />
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function Rows({ which }: { which: Which }) {
  const read = useRead('complaintDesk.list', { which }, { keep: false, refreshSeconds: 30 });
  return (
    <Reading read={read}>
      {({ complaints }) =>
        complaints.length === 0 ? (
          <EmptyState icon="megaphone" what={which === 'waiting' ? complaintDeskText.none : complaintDeskText.noneAnswered} />
        ) : (
          <Section kind="rows">
            {complaints.map(({ id, kind, text, status, ownerName, unitName, anonymous, dueAt, filedAt }) => (
              <ListRow
                key={id}
                id={id}
                title={text}
                note={[complaintKindWords[kind], unitName, anonymous ? complaintDeskText.anonymous : ''].filter(Boolean).join(' · ')}
                state={complaintState(status)}
                {...(ownerName ? { who: ownerName } : {})}
                until={which === 'waiting' ? leftText(dueAt, serviceInstant()) : whenText(filedAt)}
                onPress={() => go(paths.deskComplaint(id))}
              />
            ))}
          </Section>
        )
      }
    </Reading>
  );
}
