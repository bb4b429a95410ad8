import type { Output } from '../../../shared/contract';
import { inboxText } from '../../../shared/text/pages/inbox';
import { whenText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { patchRead, useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { SignedIn } from '../../SignedIn';
import { subjectPath } from './subject-path';
import { Refusal } from '../../Refusal';

type Notice = Output<'notices.list'>['notices'][number];

/** What the service has told this person, newest first; a tap reads it and opens what it is about. */
export default function InboxPage() {
  return (
    <PageFrame title={inboxText.title}>
      <SignedIn>{() => <Notices />}</SignedIn>
    </PageFrame>
  );
}

function Notices() {
  const read = useRead('notices.list', {});
  const mark = useAct('notices.read', {
    refreshes: ['me.read'],
    before: ({ id }) =>
      patchRead('notices.list', {}, ({ notices }) => ({
        notices: notices.map((notice) => (notice.id === id ? { ...notice, readAt: notice.createdAt } : notice)),
      })),
  });
  const open = (notice: Notice) => {
    if (notice.readAt === null) void mark.run({ id: notice.id });
    const path = subjectPath(notice);
    if (path) go(path);
  };
  return (
    <Reading read={read}>
      {({ notices }) =>
        notices.length === 0 ? (
          <EmptyState icon="bell" what={inboxText.none} first={{ word: inboxText.noneFirst, onPress: () => go(paths.search()) }} />
        ) : (
          <>
            <Unread notices={notices.filter((notice) => notice.readAt === null)} onOpen={open} />
            <Rows title={inboxText.earlier} notices={notices.filter((notice) => notice.readAt !== null)} onOpen={open} />
          </>
        )
      }
    </Reading>
  );
}

/** What is new, all of which may be marked as read at once. */
function Unread(rows: { notices: Notice[]; onOpen: (notice: Notice) => void }) {
  const readAll = useAct('notices.readAll', { refreshes: ['notices.list', 'me.read'] });
  return (
    <>
      <Rows title={inboxText.unread} {...rows} />
      {readAll.error ? <Refusal error={readAll.error} /> : null}
      {rows.notices.length > 1 ? (
        <Action id="read-all" kind="text" icon="check" word={inboxText.readAll} busy={readAll.busy} onPress={() => void readAll.run({})} />
      ) : null}
    </>
  );
}

function Rows({ title, notices, onOpen }: { title: string; notices: Notice[]; onOpen: (notice: Notice) => void }) {
  if (notices.length === 0) return null;
  return (
    <Section title={title} kind="rows">
      {notices.map((notice) => (
        <ListRow key={notice.id} title={notice.title} note={notice.body} until={whenText(notice.createdAt)} onPress={() => onOpen(notice)} />
      ))}
    </Section>
  );
}
