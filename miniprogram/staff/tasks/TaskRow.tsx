import type { Output } from '../../../shared/contract';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { leftText } from '../../../shared/text/cases';
import { tasksText } from '../../../shared/text/pages/conferences';
import { dateText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { ListRow } from '../../components/ListRow';
import { go } from '../../go';
import { taskState } from '../../states';
import { staffPaths } from '../paths';

export type ShownTask = Output<'tasks.list'>['tasks'][number];

/** Until when, in one line. */
export const taskUntil = ({ dueAt }: ShownTask): string => tasksText.by(dateText(shanghaiDay(dueAt)), leftText(dueAt, serviceInstant()));

/** A task in a list: what, on which request, who, until when. Only who may finish it opens it. */
export function TaskRow({ task }: { task: ShownTask }) {
  const { id, what, caseNumber, caseTitle, unitName, ownerName, standing, state, result, mayFinish } = task;
  return (
    <ListRow
      id={`task-${id}`}
      title={what}
      note={result ?? `${caseNumber} · ${caseTitle}`}
      state={taskState(standing)}
      who={`${unitName} · ${ownerName}`}
      {...(state === 'open' ? { until: taskUntil(task) } : {})}
      {...(mayFinish ? { onPress: () => go(staffPaths.task(id)) } : {})}
    />
  );
}
