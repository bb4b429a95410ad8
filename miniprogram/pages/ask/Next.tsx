import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { photoLimits } from '../../../shared/rules/photos';
import { questionsText } from '../../../shared/text/pages/consultations';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { keepDraft, keptDraft } from '../../draft';
import { go } from '../../go';
import { paths } from '../../paths';
import { takenAlong } from '../../photos/usePhotos';
import { useMe } from '../../session';
import { emptyRequest, isWritten, type RequestDraft } from '../requests/request-draft';

type Question = Output<'consultations.read'>;

/** F4: on to an appointment or a request, without typing again. A request that is being written is only replaced by who says so. */
export function Next({ question }: { question: Question }) {
  const me = useMe();
  const [kept, setKept] = useState<RequestDraft | null>(null);
  const { itemCode } = question;
  const draft = requestFrom(question);
  const goOn = () => {
    setKept(null);
    go(paths.newRequest());
  };
  const replace = () => {
    keepDraft('request', draft);
    goOn();
  };
  const toRequest = () => {
    const written = { ...emptyRequest, ...keptDraft<RequestDraft>('request') };
    // Brought along before, and not changed since but for what a question cannot say.
    if (written.title === draft.title && written.body === draft.body) goOn();
    else if (isWritten(written)) setKept(written);
    else replace();
  };
  return (
    <>
      <Section title={questionsText.next} kind="rows">
        <ListRow
          id="question-book"
          icon="calendar"
          title={itemCode ? questionsText.toBook : questionsText.toItems}
          onPress={() => go(itemCode ? paths.guide(itemCode) : paths.search(question.question.slice(0, 40)))}
        />
        {me && me.enterprises.length > 0 ? (
          <ListRow id="question-request" icon="building-2" title={questionsText.toRequest} note={questionsText.toRequestNote} onPress={toRequest} />
        ) : null}
      </Section>
      <Sheet
        open={kept !== null}
        title={questionsText.requestWritten}
        onClose={() => setKept(null)}
        actions={[
          { id: 'request-keep', word: questionsText.requestKeep, onPress: goOn },
          { id: 'request-replace', kind: 'danger', word: questionsText.requestReplace, onPress: replace },
        ]}
      >
        <InlineMessage tone="attention" what={questionsText.requestWrittenNote((kept?.title || kept?.body || '').slice(0, 30))} />
      </Sheet>
    </>
  );
}

/** What the asker wrote and showed, as a request: what the question begins with is its title. */
function requestFrom({ thread, question }: Question): RequestDraft {
  const asked = thread.filter(({ side }) => side === 'asker');
  return {
    ...emptyRequest,
    title: (/^.{4,}?(?=[，。？！；,.?!;]|$)/.exec(question.replace(/\s+/g, ' ').trim())?.[0] ?? question).slice(0, 30),
    body: asked.flatMap(({ text }) => (text ? [text] : [])).join('\n'),
    photos: takenAlong(asked.flatMap(({ photos }) => photos.map(({ id }) => id)).slice(0, photoLimits.each)),
  };
}
