import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { interviewText } from '../../../shared/text/pages/interview';
import { PageFrame } from '../../components/PageFrame';
import { Skeleton } from '../../components/Skeleton';
import { visitor } from '../../ForWhom';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useRelatives } from '../../relatives/read';
import { useMe, useSession } from '../../session';
import { Walk } from './Walk';

/** The questions of an item, walked on the phone; the item may have been read long ago. */
export default function InterviewPage() {
  const { params } = useRouter();
  const read = useRead('items.read', { code: parameter(params, 'item') });
  const { signedIn } = useSession();
  const me = useMe();
  const from = parameter(params, 'from');
  const before = useRead('checklists.read', { code: from }, { enabled: from !== '' }).data?.relative?.id ?? '';
  const [picked, pick] = useState<string | null>(null);
  // Who works in a hall asks the questions of whoever stands there: what is known of the officer must not answer for the visitor.
  const inHall = me?.staff.some(({ hallId }) => hallId !== null) ?? false;
  const whom = picked ?? (inHall ? visitor : before);
  const relative = useRelatives().find(({ id }) => id === whom);
  if (read.data && (me || !signedIn)) {
    const person = whom === visitor ? undefined : (relative ?? me);
    const whose = { person, whom: whom === visitor ? visitor : (relative?.id ?? ''), withVisitor: inHall, pick };
    return <Walk item={read.data} whose={whose} change={parameter(params, 'change')} from={from} refresh={read.refresh} />;
  }
  return (
    <PageFrame title={interviewText.title}>
      <Reading read={read} rows={3}>
        {() => <Skeleton />}
      </Reading>
    </PageFrame>
  );
}
