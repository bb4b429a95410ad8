import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { visitDeskText } from '../../../shared/text/pages/visit-desk';
import { visitsText } from '../../../shared/text/pages/visits';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { useDraft } from '../../draft';
import { replace } from '../../go';
import { parameter } from '../../paths';
import { useAct } from '../../query';
import { emptyVisit, VisitFields, type VisitForm, wantedVisit } from '../../visits/VisitFields';
import { staffPaths } from '../paths';
import { deskRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';

/** Staff put a visit at the firm's door on a request themselves; it then waits for a round, and the firm is told. */
export default function OfferVisit() {
  const id = parameter(useRouter().params, 'case');
  const [form, change, clear] = useDraft<VisitForm>(`offer-visit:${id}`, emptyVisit);
  const [tried, setTried] = useState(false);
  const offer = useAct('visitDesk.offer', {
    refreshes: ['visitDesk.waiting', 'desk.read'],
    onDone: () => {
      clear();
      replace(staffPaths.waitingVisits);
    },
  });
  const wanted = wantedVisit(form);
  const send = () => {
    setTried(true);
    if (wanted) void offer.run({ id, ...wanted });
  };
  const wrong = offer.error?.message ?? (tried && !wanted ? visitsText.missing : null);
  return (
    <PageFrame
      title={visitDeskText.offer}
      bottomBar={
        <ActionBar
          primary={{ id: 'offer-send', word: visitDeskText.offerSend, busy: offer.busy, onPress: send }}
          note={wrong ? <InlineMessage tone="danger" what={wrong} /> : visitDeskText.offerAddress}
        />
      }
    >
      <StaffOnly roles={deskRoles}>{() => <VisitFields id="offer" form={form} onChange={change} />}</StaffOnly>
    </PageFrame>
  );
}
