import { useRouter } from '@tarojs/taro';
import type { Output } from '../../../shared/contract';
import { consentPurposes } from '../../../shared/rules/consents';
import { privacyText } from '../../../shared/text/pages/privacy';
import { dateText } from '../../../shared/text/when';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Points } from '../../components/Points';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';

type Words = Output<'privacy.read'>;

/** The privacy notice, or the words of a separate consent, in any version; for everybody, signed in or not. */
export default function PrivacyPage() {
  const { params } = useRouter();
  const purpose = consentPurposes.find((one) => one === parameter(params, 'purpose')) ?? 'notice';
  const version = parameter(params, 'version');
  const read = useRead('privacy.read', { purpose, ...(version ? { version } : {}) });
  return (
    <PageFrame title={read.data?.title ?? privacyText.title} {...(read.data ? { note: noteOf(read.data) } : {})}>
      <Reading read={read}>{(words) => <Document words={words} />}</Reading>
    </PageFrame>
  );
}

const noteOf = ({ version, since }: Words) => privacyText.version(version, dateText(since, ''));

function Document({ words: { purpose, version, ask, without, parts, versions } }: { words: Words }) {
  const isOld = version !== versions[versions.length - 1];
  return (
    <>
      {isOld ? (
        <InlineMessage tone="attention" what={privacyText.notNow} action={{ word: privacyText.newest, onPress: () => go(paths.privacy(purpose)) }} />
      ) : null}
      <InlineMessage what={ask} />
      {parts.map(({ heading, lines }) => (
        <Section key={heading} title={heading}>
          <Points points={lines} />
        </Section>
      ))}
      <Section title={privacyText.without}>
        <Points points={[without]} />
      </Section>
      {versions.length > 1 ? (
        <Section title={privacyText.versions} kind="rows">
          {[...versions].reverse().map((one) => (
            <ListRow key={one} id={`version-${one}`} title={privacyText.versionWord(one)} onPress={() => go(paths.privacy(purpose, one))} />
          ))}
        </Section>
      ) : null}
    </>
  );
}
