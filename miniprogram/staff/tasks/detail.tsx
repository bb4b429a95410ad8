import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { taskOriginWords } from '../../../shared/text/conferences';
import { tasksText } from '../../../shared/text/pages/conferences';
import { ActionBar } from '../../components/ActionBar';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { WhyThisDate } from '../../components/WhyThisDate';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { parameter } from '../../paths';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { taskState } from '../../states';
import { QuickWords } from '../cases/QuickWords';
import { StaffOnly } from '../StaffOnly';
import { HandOn } from './HandOn';
import { taskUntil } from './TaskRow';

/** One task: what, until when and why this date; finished with a few words. */
export default function TaskDetail() {
  const id = parameter(useRouter().params, 'id');
  const me = useMe();
  const read = useRead('tasks.read', { id }, { keep: false, enabled: me !== undefined && me.staff.length > 0 });
  const [form, change, clear] = useDraft(`task:${id}`, { result: '' });
  const [tried, setTried] = useState(false);
  const finish = useAct('tasks.finish', {
    refreshes: ['tasks.list', 'tasks.read', 'conferences.ofCase', 'desk.read'],
    onDone: () => {
      clear();
      void Taro.navigateBack();
    },
  });
  const result = form.result.trim();
  const send = () => {
    setTried(true);
    if (result.length >= 2) void finish.run({ id, result });
  };
  return (
    <PageFrame
      title={tasksText.detail}
      {...(read.data?.mayFinish
        ? {
            bottomBar: (
              <ActionBar
                primary={{ id: 'task-finish', word: tasksText.finish, busy: finish.busy, onPress: send }}
                note={finish.error ? <InlineMessage tone="danger" what={finish.error.message} /> : null}
              />
            ),
          }
        : {})}
    >
      <StaffOnly>
        {() => (
          <Reading read={read}>
            {(task) => (
              <>
                <Section title={task.what} aside={<StateTag {...taskState(task.standing)} />}>
                  <Facts
                    facts={[
                      [tasksText.of, `${task.caseNumber} ${task.caseTitle}`],
                      [tasksText.origin, taskOriginWords[task.origin]],
                      [tasksText.owner, `${task.unitName} ${task.ownerName}`],
                      [tasksText.due, task.state === 'open' ? taskUntil(task) : null],
                      [tasksText.result, task.result],
                    ]}
                  />
                  <WhyThisDate explanation={task.explanation} />
                </Section>
                {task.mayFinish ? (
                  <>
                    <QuickWords phrases={tasksText.quick} onPick={(phrase) => change({ result: phrase })} />
                    <TextField
                      id="task-result"
                      label={tasksText.result}
                      placeholder={tasksText.resultPlaceholder}
                      value={form.result}
                      multiline
                      maxLength={1000}
                      hint={tasksText.resultNote}
                      error={tried && result.length < 2 ? tasksText.tooShort : null}
                      onChange={(value) => change({ result: value })}
                    />
                    <HandOn task={task} />
                  </>
                ) : null}
              </>
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
