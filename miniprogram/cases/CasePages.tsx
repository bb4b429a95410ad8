import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import type { Output } from '../../shared/contract';
import { requestsText } from '../../shared/text/pages/requests';
import { Action } from '../components/Action';
import { ListRow } from '../components/ListRow';
import { Section } from '../components/Section';
import { WhyThisDate } from '../components/WhyThisDate';
import { serviceInstant } from '../clock';
import type { Read } from '../query';
import { Reading } from '../Reading';
import { caseRow } from './row';

type Page = Output<'cases.list'>;

/**
 * A list of requests, a page at a time: each page is a read of its own, so earlier pages stay while the next comes.
 * `useRows` reads the page behind a cursor.
 */
export function CasePages({ useRows, empty, onOpen }: { useRows: (cursor?: string) => Read<Page>; empty: ReactNode; onOpen: (id: string) => void }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  return (
    <>
      {cursors.map((cursor, index) => (
        <CasePage
          key={cursor ?? 'first'}
          useRows={useRows}
          {...(cursor ? { cursor } : {})}
          empty={empty}
          onOpen={onOpen}
          {...(index === cursors.length - 1 ? { onMore: (next: string) => setCursors([...cursors, next]) } : {})}
        />
      ))}
    </>
  );
}

type PageProps = Omit<Parameters<typeof CasePages>[0], never> & { cursor?: string; onMore?: (next: string) => void };

function CasePage({ useRows, cursor, empty, onOpen, onMore }: PageProps) {
  const read = useRows(cursor);
  const now = serviceInstant();
  return (
    <Reading read={read}>
      {({ cases, nextCursor }) =>
        cases.length === 0 && !cursor ? (
          empty
        ) : (
          <>
            <Section kind="rows">
              {cases.map((row) => (
                <View key={row.id} className="list-row">
                  <ListRow {...caseRow(row, now)} onPress={() => onOpen(row.id)} />
                  <WhyThisDate inRow explanation={row.nearestClock?.explanation ?? []} />
                </View>
              ))}
            </Section>
            {nextCursor && onMore ? <Action kind="plain" word={requestsText.more} onPress={() => onMore(nextCursor)} /> : null}
          </>
        )
      }
    </Reading>
  );
}
