import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import type { DataPurpose } from '../../../shared/rules/personal-data';
import { erasureText } from '../../../shared/text/pages/erasure';
import { storedText } from '../../../shared/text/pages/stored';
import { categoryWords, keptText, purposeWords } from '../../../shared/text/personal-data';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { ApiError, call } from '../../api';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { Refusal } from '../../Refusal';
import { useMe } from '../../session';
import { SignedIn } from '../../SignedIn';
import { openListFile } from '../../wechat/list-file';

type Kind = Output<'stored.read'>['kinds'][number];

/** Where a person sees each kind whole. */
const wholeAt: Partial<Record<DataPurpose, string>> = {
  identity: paths.me,
  visiting: paths.appointments,
  requesting: paths.requests,
  asking: paths.consultations,
  complaining: paths.complaints,
  telling: paths.inbox,
  rating: paths.ratings,
  relatives: paths.relatives,
  proving: paths.consents,
  enterprise: paths.enterprises,
};

/** A9: what is stored about the person, what for and until when; and all of it as one file. */
export default function StoredPage() {
  const me = useMe();
  return (
    <PageFrame title={storedText.title} note={storedText.note} bottomBar={me ? <Export /> : null}>
      <SignedIn>{() => <Stored />}</SignedIn>
    </PageFrame>
  );
}

/** Never empty: who is signed in has at least signed in. */
function Stored() {
  const read = useRead('stored.read', {}, { keep: false });
  return (
    <Reading read={read}>
      {({ kinds }) => (
        <>
          <Section title={storedText.list} kind="rows">
            {kinds.map((kind) => (
              <KindRow key={kind.purpose} kind={kind} />
            ))}
          </Section>
          <Action id="erase" kind="text" word={erasureText.entry} onPress={() => go(paths.erasure)} />
          <Action id="complain" kind="text" word={storedText.wrong} onPress={() => go(paths.complaint)} />
        </>
      )}
    </Reading>
  );
}

function KindRow({ kind: { purpose, pieces, categories, keeps } }: { kind: Kind }) {
  const whole = wholeAt[purpose];
  const sorts = categories.filter((category) => category !== 'person' && category !== 'sign_in').map((category) => categoryWords[category]);
  return (
    <ListRow
      id={purpose}
      title={purposeWords[purpose]}
      note={[storedText.pieces(pieces), ...(sorts.length > 0 ? [sorts.join('、')] : [])].join(' · ')}
      until={keeps.map(({ keep, period }) => keptText(keep, period)).join('；')}
      {...(whole ? { onPress: () => go(whole) } : {})}
    />
  );
}

/** Answers are not kept on the phone: the file is asked for anew each time. */
function Export() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [isShut, setShut] = useState(false);
  const take = async () => {
    setBusy(true);
    setError(null);
    try {
      const { fileName, base64 } = await call('stored.export', {});
      setShut(!(await openListFile(fileName, base64)));
    } catch (failed) {
      if (!(failed instanceof ApiError)) throw failed;
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  const note = error ? <Refusal error={error} /> : isShut ? storedText.exportFailed : storedText.exportNote;
  return <ActionBar primary={{ id: 'export', word: storedText.export, busy, onPress: () => void take() }} note={note} />;
}
