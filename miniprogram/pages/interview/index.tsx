import { useRouter } from '@tarojs/taro';
import { interviewText } from '../../../shared/text/pages/interview';
import { PageFrame } from '../../components/PageFrame';
import { Skeleton } from '../../components/Skeleton';
import { parameter } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe, useSession } from '../../session';
import { Walk } from './Walk';

/** The questions of an item, walked on the phone; the item may have been read long ago. */
export default function InterviewPage() {
  const { params } = useRouter();
  const read = useRead('items.read', { code: parameter(params, 'item') });
  const { signedIn } = useSession();
  const me = useMe();
  if (read.data && (me || !signedIn)) {
    return <Walk item={read.data} me={me} change={parameter(params, 'change')} from={parameter(params, 'from')} refresh={read.refresh} />;
  }
  return (
    <PageFrame title={interviewText.title}>
      <Reading read={read} rows={3}>
        {() => <Skeleton />}
      </Reading>
    </PageFrame>
  );
}
