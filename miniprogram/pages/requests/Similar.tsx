import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { requestsText } from '../../../shared/text/pages/requests';
import { caseRow } from '../../cases/row';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { useRead } from '../../query';

/** How long the person must pause before what is written is compared, and how much there must be of it. */
const pauseMs = 700;
const fewest = 4;
const most = 200;

/** Open requests of the enterprise that are about the same, before another one is filed (D1). Silent while there are none, and offline. */
export function Similar({ enterpriseId, words, onChoose }: { enterpriseId: string; words: string; onChoose: (id: string) => void }) {
  const [asked, setAsked] = useState('');
  const written = words.trim().slice(0, most);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(written.length >= fewest ? written : ''), pauseMs);
    return () => clearTimeout(timer);
  }, [written]);
  const { data } = useRead('cases.similar', { enterpriseId, words: asked }, { enabled: asked !== '' && enterpriseId !== '', keep: false });
  if (!asked || !data || data.cases.length === 0) return null;
  const now = serviceInstant();
  return (
    <Section title={requestsText.similar} kind="bare">
      <View>{requestsText.similarNote}</View>
      {data.cases.map((row) => (
        <Section key={row.id}>
          <ListRow {...caseRow(row, now)} id={`similar-${row.id}`} />
          <Action id={`same-${row.id}`} kind="plain" word={requestsText.thisOne} onPress={() => onChoose(row.id)} />
        </Section>
      ))}
    </Section>
  );
}
