import { callsText, noticeStandingWords } from '../../../shared/text/pages/notice-calls';
import { whenText } from '../../../shared/text/when';
import { Fold } from '../../components/Fold';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { useRead } from '../../query';

/** What the applicant was told of this appointment, and where each notice ended. */
export function Told({ appointmentId }: { appointmentId: string }) {
  const { data } = useRead('noticeCalls.ofAppointment', { id: appointmentId }, { keep: false });
  if (!data || data.told.length === 0) return null;
  return (
    <Fold id="told" icon="bell" word={callsText.toldTitle}>
      <Section kind="rows">
        {data.told.map(({ id, title, createdAt, standing }) => (
          <ListRow key={id} title={title} note={noticeStandingWords[standing]} until={whenText(createdAt)} />
        ))}
      </Section>
    </Fold>
  );
}
