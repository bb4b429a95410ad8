import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { windowText } from '../../../shared/text/pages/window';
import { ActionBar } from '../../components/ActionBar';
import { AnswerCard } from '../../components/AnswerCard';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { TextField } from '../../components/TextField';
import { parameter } from '../../paths';
import { useAct } from '../../query';
import { officerRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { showAppointment } from './show';
import { noticeWords } from '../../../shared/text/notices';

const other = 'other';

/** Decline an appointment: a ready reason, or words; what the person will read is shown before it is sent. */
export default function DeclineAppointment() {
  const id = parameter(useRouter().params, 'id');
  const [chosen, setChosen] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const reason = chosen === other ? words.trim() : (chosen ?? '');
  const decline = useAct('window.decline', {
    refreshes: ['window.day'],
    onDone: (declined) => {
      showAppointment(declined);
      void Taro.navigateBack();
    },
  });
  return (
    <PageFrame
      title={windowText.decline}
      bottomBar={
        <ActionBar
          note={decline.error ? <InlineMessage tone="danger" what={decline.error.message} /> : null}
          primary={{
            id: 'decline-send',
            word: windowText.declineSend,
            busy: decline.busy,
            disabled: reason.length < 2,
            onPress: () => void decline.run({ id, reason }),
          }}
        />
      }
    >
      <StaffOnly roles={officerRoles}>
        {() => (
          <>
            <AnswerCard
              question={windowText.declineWhy}
              options={[
                ...windowText.declineReasons.map((line) => ({ value: line as string, label: line })),
                { value: other, label: windowText.declineOther },
              ]}
              chosen={chosen}
              onChoose={setChosen}
            />
            {chosen === other ? (
              <TextField id="decline-reason" label={windowText.declineOther} value={words} maxLength={100} multiline focus onChange={setWords} />
            ) : null}
            {reason ? (
              <InlineMessage tone="accent" what={windowText.declineSeen} next={`${noticeWords.appointment_declined.title}：${reason}`} />
            ) : null}
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
