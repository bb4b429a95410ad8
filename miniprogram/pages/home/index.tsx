import { Section } from '../../components/Section';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { kitText } from '../../../shared/text/kit';

export default function Home() {
  return (
    <PageFrame title={kitText.appName} back={false}>
      <Section kind='rows'>
        <ListRow icon='clipboard-list' title='办什么事' />
      </Section>
    </PageFrame>
  );
}
