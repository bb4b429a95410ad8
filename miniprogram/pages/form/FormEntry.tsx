import { formText } from '../../../shared/text/pages/form';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { go } from '../../go';
import { paths } from '../../paths';
import { useRead } from '../../query';
import { useMe } from '../../session';
import { formState } from '../../states';
import { hasPhoneDraft } from './phone-draft';

/** The way to the form, with how far it is; nothing where the item has none, or where it is another person's. */
export function FormEntry({ code }: { code: string }) {
  const { data: form } = useRead('forms.read', { code });
  const me = useMe();
  if (!form || form.fields.length === 0) return null;
  const state = form.state === 'none' && hasPhoneDraft(code, me?.id) ? 'draft' : form.state;
  return (
    <Section kind="rows">
      <ListRow
        id="to-form"
        icon="file-text"
        title={formText.open}
        note={form.state === 'filled' ? formText.filled : formText.openNote}
        state={formState(state)}
        onPress={() => go(paths.form(code))}
      />
    </Section>
  );
}
