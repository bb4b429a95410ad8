import { PageFrame } from '../../components/PageFrame';

export default function Gallery() {
  return <PageFrame title='Gallery'>…</PageFrame>;
}
