import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { fieldProblemText } from '../../../shared/text/form';
import { formText } from '../../../shared/text/pages/form';
import { Action } from '../../components/Action';
import { ActionBar } from '../../components/ActionBar';
import { EmptyState } from '../../components/EmptyState';
import { Facts } from '../../components/Facts';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { parameter, paths } from '../../paths';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { signIn, useMe, useSession } from '../../session';
import { SignedIn } from '../../SignedIn';
import { Conflict } from './Conflict';
import { Filled } from './Filled';
import { fieldAnchor, FormField } from './FormField';
import { type Filling, type Form, useForm } from './useForm';
import { Refusal } from '../../Refusal';

/** The item's form before the visit: on the phone while it is typed, at the service a moment later, at the window once it is handed in. */
export default function FormPage() {
  const code = parameter(useRouter().params, 'code');
  const { signedIn } = useSession();
  // What a stranger read is read anew by the person who has just signed in.
  return <Read key={String(signedIn)} code={code} signedIn={signedIn} />;
}

function Read({ code, signedIn }: { code: string; signedIn: boolean }) {
  const read = useRead('forms.read', { code });
  const me = useMe();
  if (read.data && (!signedIn || me)) return <Shown key={me?.id ?? ''} form={read.data} me={me?.id} refresh={read.refresh} />;
  return (
    <PageFrame title={formText.title}>
      {read.error?.code === 'sign_in_required' ? (
        <SignedIn why={formText.signInFirst}>{() => null}</SignedIn>
      ) : (
        <Reading read={read}>{() => null}</Reading>
      )}
    </PageFrame>
  );
}

function Shown({ form, me, refresh }: { form: Form; me: string | undefined; refresh: () => void }) {
  const filling = useForm(form, me, refresh);
  const [isEditing, setEditing] = useState(false);
  const isRead = form.lock !== 'open' || (form.state === 'filled' && !isEditing && !filling.unsent);
  const keepAsIs = () => {
    filling.choose('other');
    setEditing(false);
  };
  return (
    <PageFrame title={formText.title} note={form.itemName} bottomBar={bar()}>
      {form.fields.length === 0 ? (
        <EmptyState icon="file-text" what={formText.none} />
      ) : filling.other ? (
        <Conflict form={form} filling={filling} />
      ) : null}
      {form.fields.length === 0 || filling.other ? null : isRead ? <Filled form={form} /> : <Fields form={form} filling={filling} />}
    </PageFrame>
  );

  function bar() {
    if (form.fields.length === 0 || form.lock !== 'open' || filling.other) return null;
    if (isRead) return <ActionBar primary={{ id: 'edit-form', word: formText.edit, onPress: () => setEditing(true) }} />;
    if (me === undefined) {
      return <ActionBar note={formText.signInNote} primary={{ id: 'form-sign-in', word: formText.signIn, onPress: () => void signIn() }} />;
    }
    const again = form.state === 'filled';
    const send = async () => {
      if (await filling.submit()) setEditing(false);
      // What is wrong, or that it is done, stands on top.
      void Taro.pageScrollTo({ scrollTop: 0, duration: 200 });
    };
    return (
      <ActionBar
        note={filling.refused ? <Refusal error={filling.refused} /> : again ? null : standing(filling)}
        primary={{ id: 'submit-form', word: again ? formText.submitChange : formText.submit, busy: filling.submitting, onPress: () => void send() }}
        {...(again ? { secondary: { word: formText.keepFilled, onPress: keepAsIs } } : {})}
      />
    );
  }
}

/** Where the draft is now. */
function standing({ kept }: Filling): string {
  return { phone: formText.keptHere, saving: formText.saving, saved: formText.saved, offline: formText.onPhone }[kept];
}

function Fields({ form, filling }: { form: Form; filling: Filling }) {
  const { values, change, problems, tried } = filling;
  const fieldOf = (id: string) => form.fields.find((field) => field.id === id);
  const problemOf = (id: string) => problems.find(({ field }) => field === id)?.problem;
  const known = form.fields.filter(({ id }) => form.facts[id] !== undefined);
  const typed = form.fields.filter(({ id }) => form.facts[id] === undefined);
  const lines = (fields: Form['fields']) =>
    fields.map((field) => (
      <FormField
        key={field.id}
        field={field}
        value={values[field.id] ?? ''}
        fact={form.facts[field.id]}
        problem={problemOf(field.id)}
        onChange={(value) => change(field.id, value)}
      />
    ));
  return (
    <>
      {tried && problems.length > 0 ? (
        <>
          <InlineMessage tone="danger" what={formText.problems(problems.length)} next={formText.problemsNote} />
          <Section kind="rows">
            {problems.map(({ field: id, problem }) => {
              const field = fieldOf(id);
              return field ? (
                <ListRow
                  key={id}
                  id={`to-${id}`}
                  title={field.label}
                  note={fieldProblemText(field, problem)}
                  onPress={() => void Taro.pageScrollTo({ selector: `#${fieldAnchor(id)}`, duration: 200 })}
                />
              ) : null;
            })}
          </Section>
        </>
      ) : null}
      {form.answers.length > 0 ? (
        <Section title={formText.sureTitle}>
          <Facts facts={form.answers.map(({ questionText, answerText }) => [questionText, answerText])} />
        </Section>
      ) : null}
      {known.length > 0 ? <Section title={formText.identity}>{lines(known)}</Section> : null}
      <Section title={formText.fields}>{lines(typed)}</Section>
      {filling.kept === 'saved' ? (
        <Action id="ask-guide" kind="text" icon="users" word={formText.askGuide} onPress={() => go(paths.askGuide({ form: form.code }))} />
      ) : null}
    </>
  );
}
