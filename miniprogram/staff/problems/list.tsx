import { useState } from 'react';
import { problemsText } from '../../../shared/text/pages/problems';
import { dateText } from '../../../shared/text/when';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { EmptyState } from '../../components/EmptyState';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { systemicState } from '../../states';
import { staffPaths } from '../paths';
import { deskRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';

type Scope = keyof typeof problemsText.scopes;
const scopes = ['found', 'open', 'solved'] as const satisfies readonly Scope[];

/** Common problems: groups the service has found (for supervisors), those somebody solves for everybody, and the solved ones. */
export default function ProblemList() {
  const [chosen, setChosen] = useState<Scope | null>(null);
  return (
    <PageFrame title={problemsText.list} note={problemsText.listNote}>
      <StaffOnly roles={deskRoles}>
        {(me) => {
          const shown = holds(me, ['supervisor']) ? scopes : scopes.filter((scope) => scope !== 'found');
          const scope = chosen ?? shown[0] ?? 'open';
          return (
            <>
              <Section kind="bare">
                <Chips
                  label={problemsText.scope}
                  role="radio"
                  chips={shown.map((value) => ({ value, word: problemsText.scopes[value] }))}
                  chosen={[scope]}
                  onPress={setChosen}
                />
              </Section>
              {scope === 'found' ? (
                <Found page={1} />
              ) : (
                <Issues key={scope} status={scope} {...(holds(me, ['supervisor']) ? { onFound: () => setChosen('found') } : {})} />
              )}
            </>
          );
        }}
      </StaffOnly>
    </PageFrame>
  );
}

function Found({ page }: { page: number }) {
  const read = useRead('problems.list', page === 1 ? {} : { page: String(page) }, { keep: false });
  const [more, setMore] = useState(false);
  return (
    <Reading read={read}>
      {({ groups, hasMore }) =>
        groups.length === 0 && page === 1 ? (
          <EmptyState icon="users" what={problemsText.none} />
        ) : (
          <>
            <Section kind="rows">
              {groups.map(({ id, words, requests, enterprises, examples, issueId, recurs }) => (
                <ListRow
                  key={id}
                  id={`group-${id}`}
                  title={problemsText.words(words.slice(0, 4))}
                  note={`${problemsText.count(requests, enterprises)}：${examples.join('；')}`}
                  {...(issueId ? { state: systemicState('open') } : recurs ? { state: { tone: 'attention', word: problemsText.recurs } } : {})}
                  onPress={() => go(issueId ? staffPaths.issue(issueId) : staffPaths.problem(id))}
                />
              ))}
            </Section>
            {more ? <Found page={page + 1} /> : hasMore ? <Action kind="plain" word={problemsText.more} onPress={() => setMore(true)} /> : null}
          </>
        )
      }
    </Reading>
  );
}

function Issues({ status, cursor, onFound }: { status: 'open' | 'solved'; cursor?: string; onFound?: () => void }) {
  const read = useRead('systemic.list', { status, ...(cursor ? { cursor } : {}) }, { keep: false });
  const [more, setMore] = useState(false);
  return (
    <Reading read={read}>
      {({ issues, nextCursor }) =>
        issues.length === 0 && !cursor ? (
          <EmptyState
            icon="users"
            what={status === 'open' ? problemsText.noneOpen : problemsText.noneSolved}
            {...(onFound ? { first: { word: problemsText.toFound, onPress: onFound } } : {})}
          />
        ) : (
          <>
            <Section kind="rows">
              {issues.map((issue) => (
                <ListRow
                  key={issue.id}
                  title={issue.title}
                  note={problemsText.count(issue.requests, issue.enterprises)}
                  state={systemicState(issue.status)}
                  who={`${issue.unitName} · ${issue.ownerName}`}
                  {...(issue.status === 'open' ? { until: problemsText.until(dateText(issue.day)) } : {})}
                  onPress={() => go(staffPaths.issue(issue.id))}
                />
              ))}
            </Section>
            {nextCursor === null ? null : more ? (
              <Issues status={status} cursor={nextCursor} />
            ) : (
              <Action kind="plain" word={problemsText.more} onPress={() => setMore(true)} />
            )}
          </>
        )
      }
    </Reading>
  );
}
