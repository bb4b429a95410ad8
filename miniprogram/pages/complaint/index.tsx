import { complaintNumbers, complaintText } from '../../../shared/text/pages/complaint';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { useMe } from '../../session';
import { dial } from '../../wechat/call';

/** Complaints and suggestions: every way that is open today, said honestly. */
export default function ComplaintPage() {
  const me = useMe();
  const toRate = useRead('ratings.open', {}, { enabled: me !== undefined }).data?.occasions[0];
  return (
    <PageFrame title={complaintText.title} note={complaintText.note}>
      <InlineMessage what={complaintText.honest} />
      <Section title={complaintText.ways} kind="rows">
        {toRate ? (
          <ListRow
            icon="star"
            title={complaintText.rated}
            note={`${toRate.title}　${complaintText.ratedNote}`}
            onPress={() => go(paths.rating(toRate.id))}
          />
        ) : null}
        {me && me.enterprises.length > 0 ? (
          <ListRow
            id="file-complaint"
            icon="building-2"
            title={complaintText.asEnterprise}
            note={complaintText.asEnterpriseNote}
            onPress={() => go(paths.newRequest('complaint'))}
          />
        ) : null}
        <ListRow
          id="call-hotline"
          icon="phone"
          title={complaintText.byPhone}
          note={complaintText.byPhoneNote}
          onPress={() => dial(complaintNumbers.hotline)}
        />
        <ListRow
          id="call-supervision"
          icon="shield"
          title={complaintText.supervision}
          note={complaintText.supervisionNote}
          onPress={() => dial(complaintNumbers.police)}
        />
      </Section>
    </PageFrame>
  );
}
