import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { type ExtraReason, extraReasons } from '../../../shared/rules/extra-material';
import { extraReasonWords } from '../../../shared/text/extra-material';
import { extrasText } from '../../../shared/text/pages/extras';
import { ActionBar } from '../../components/ActionBar';
import { AnswerCard } from '../../components/AnswerCard';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { TextField } from '../../components/TextField';
import { parameter } from '../../paths';
import { useAct } from '../../query';
import { officerRoles } from '../roles';
import { StaffOnly } from '../StaffOnly';

/** Ask for something that is not on the list: what, and why; the applicant's words are shown before they are sent (B8). */
export default function AskExtra() {
  const id = parameter(useRouter().params, 'id');
  const [name, setName] = useState('');
  const [reason, setReason] = useState<ExtraReason | null>(null);
  const [words, setWords] = useState('');
  const ask = useAct('extras.ask', { refreshes: ['window.read'], onDone: () => void Taro.navigateBack() });
  const ready = name.trim().length >= 2 && reason !== null && words.trim().length >= 6;
  return (
    <PageFrame
      title={extrasText.ask}
      bottomBar={
        <ActionBar
          note={ask.error ? <InlineMessage tone="danger" what={ask.error.message} /> : null}
          primary={{
            id: 'extra-send',
            word: extrasText.send,
            busy: ask.busy,
            disabled: !ready,
            onPress: () => void (reason && ask.run({ id, name: name.trim(), reason, words: words.trim() })),
          }}
        />
      }
    >
      <StaffOnly roles={officerRoles}>
        {() => (
          <>
            <InlineMessage tone="attention" what={extrasText.contract} />
            <TextField
              id="extra-name"
              label={extrasText.name}
              placeholder={extrasText.namePlaceholder}
              value={name}
              maxLength={60}
              onChange={setName}
            />
            <AnswerCard
              question={extrasText.reason}
              options={extraReasons.map((value) => ({ value, label: extraReasonWords[value] }))}
              chosen={reason}
              onChoose={(value) => setReason(extraReasons.find((known) => known === value) ?? null)}
            />
            <TextField
              id="extra-words"
              label={extrasText.words}
              placeholder={extrasText.wordsPlaceholder}
              value={words}
              maxLength={200}
              multiline
              onChange={setWords}
            />
            {ready ? <InlineMessage tone="accent" what={extrasText.seen} next={`${name.trim()}：${words.trim()}`} /> : null}
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
