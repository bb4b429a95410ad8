import { useState } from 'react';
import { tasksText } from '../../../shared/text/pages/conferences';
import { requestsText } from '../../../shared/text/pages/requests';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { boardRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { TaskRow } from './TaskRow';

const scopes = ['mine', 'unit'] as const;
type Scope = (typeof scopes)[number];

/** Open tasks, the nearest date first. */
export default function TaskList() {
  const [scope, setScope] = useState<Scope>('mine');
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const choose = (next: Scope) => {
    setScope(next);
    setCursors([undefined]);
  };
  return (
    <PageFrame title={tasksText.title}>
      <StaffOnly>
        {(me) => (
          <>
            {holds(me, boardRoles) ? (
              <Chips
                label={tasksText.title}
                role="radio"
                chips={scopes.map((value) => ({ value, word: tasksText.scopes[value] }))}
                chosen={[scope]}
                onPress={choose}
              />
            ) : null}
            {cursors.map((cursor, index) => (
              <TaskPage
                key={`${scope}${cursor ?? ''}`}
                scope={scope}
                {...(cursor ? { cursor } : {})}
                {...(index === cursors.length - 1 ? { onMore: (next: string) => setCursors([...cursors, next]) } : {})}
              />
            ))}
          </>
        )}
      </StaffOnly>
    </PageFrame>
  );
}

function TaskPage({ scope, cursor, onMore }: { scope: Scope; cursor?: string; onMore?: (next: string) => void }) {
  const read = useRead('tasks.list', { scope, ...(cursor ? { cursor } : {}) }, { keep: false });
  return (
    <Reading read={read}>
      {({ tasks, nextCursor }) =>
        tasks.length === 0 && !cursor ? (
          <EmptyState icon="square-check" what={tasksText.none} />
        ) : (
          <>
            <Section kind="rows">
              {tasks.map((task) => (
                <TaskRow key={task.id} task={task} />
              ))}
            </Section>
            {nextCursor && onMore ? <Action kind="plain" word={requestsText.more} onPress={() => onMore(nextCursor)} /> : null}
          </>
        )
      }
    </Reading>
  );
}
