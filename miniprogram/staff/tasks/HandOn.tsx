import Taro from '@tarojs/taro';
import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { tasksText } from '../../../shared/text/pages/conferences';
import { AnswerCard } from '../../components/AnswerCard';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { TextField } from '../../components/TextField';
import { useAct } from '../../query';

/** Hands a task on to somebody who then answers for it, with the reason. */
export function HandOn({ task }: { task: Output<'tasks.read'> }) {
  const [open, setOpen] = useState(false);
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const act = useAct('tasks.handOn', {
    refreshes: ['tasks.list', 'tasks.read', 'conferences.ofCase', 'desk.read'],
    // Whoever handed it on may see it no more.
    onDone: () => void Taro.navigateBack(),
  });
  const nobody = task.handOnTo.length === 0;
  return (
    <>
      <Section kind="rows">
        <ListRow
          id="task-hand-on"
          icon="users"
          title={tasksText.handOn}
          note={nobody ? tasksText.noOther : tasksText.handOnNote}
          {...(nobody ? {} : { onPress: () => setOpen(true) })}
        />
      </Section>
      <Sheet
        open={open}
        title={tasksText.handOn}
        onClose={() => setOpen(false)}
        actions={[
          {
            id: 'task-hand-on-send',
            word: tasksText.handOnSend,
            busy: act.busy,
            disabled: ownerId === null || words.length < 2,
            onPress: () => void (ownerId && act.run({ id: task.id, ownerId, reason: words })),
          },
        ]}
      >
        {act.error ? <InlineMessage tone="danger" what={act.error.message} /> : null}
        <AnswerCard
          question={tasksText.handOnTo}
          options={task.handOnTo.map(({ id, name, unitName }) => ({ value: id, label: name, note: unitName }))}
          chosen={ownerId}
          onChoose={setOwnerId}
        />
        <TextField
          id="task-hand-on-reason"
          label={tasksText.handOnReason}
          placeholder={tasksText.handOnPlaceholder}
          value={reason}
          multiline
          maxLength={500}
          onChange={setReason}
        />
      </Sheet>
    </>
  );
}
