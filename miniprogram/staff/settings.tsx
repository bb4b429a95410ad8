import { useState } from 'react';
import type { Output } from '../../shared/contract';
import { settingGroups } from '../../shared/rules/settings';
import { settingGroupWords, settingsText, settingUnitWord, settingValueText, settingWords } from '../../shared/text/settings';
import { whenText } from '../../shared/text/when';
import { Action } from '../components/Action';
import { Chips } from '../components/Chips';
import { EmptyState } from '../components/EmptyState';
import { InlineMessage } from '../components/InlineMessage';
import { ListRow } from '../components/ListRow';
import { NumberField } from '../components/NumberField';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { TextField } from '../components/TextField';
import { Timeline } from '../components/Timeline';
import { useAct, useRead } from '../query';
import { Reading } from '../Reading';
import { StaffOnly } from './StaffOnly';

type Setting = Output<'settings.list'>['settings'][number];
type Change = Output<'settings.list'>['history'][number];

/** For administrators: every number of bookings, queue and no-shows, with who changed it and why. */
export default function SettingsPage() {
  return (
    <PageFrame title={settingsText.title} note={settingsText.note}>
      <StaffOnly roles={['administrator']}>{() => <Groups />}</StaffOnly>
    </PageFrame>
  );
}

function Groups() {
  const read = useRead('settings.list', {}, { keep: false });
  const [open, setOpen] = useState<Setting['name'] | null>(null);
  return (
    <Reading read={read} rows={8}>
      {({ settings, history }) => (
        <>
          {settingGroups.map((group) => (
            <Section key={group} title={settingGroupWords[group]} kind="rows">
              {settings
                .filter((setting) => setting.group === group)
                .map((setting) =>
                  setting.name === open ? (
                    <Edit key={setting.name} setting={setting} onEnd={() => setOpen(null)} />
                  ) : (
                    <ListRow
                      key={setting.name}
                      id={`setting-${setting.name}`}
                      title={`${settingWords[setting.name].name}：${settingValueText(setting.unit, setting.value)}`}
                      note={settingWords[setting.name].note}
                      onPress={() => setOpen(setting.name)}
                    />
                  ),
                )}
            </Section>
          ))}
          <Section title={settingsText.history}>
            {history.length === 0 ? (
              <EmptyState icon="clipboard-list" what={settingsText.noHistory} />
            ) : (
              <Timeline entries={[...history].reverse().map((change) => entry(change, settings))} />
            )}
          </Section>
        </>
      )}
    </Reading>
  );
}

function entry(change: Change, settings: Setting[]) {
  const unit = settings.find(({ name }) => name === change.name)?.unit ?? 'pieces';
  return {
    id: `${change.name}-${change.at}-${change.to}`,
    what: settingsText.changed(settingWords[change.name].name, settingValueText(unit, change.from), settingValueText(unit, change.to)),
    when: whenText(change.at),
    note: change.reason,
    ...(change.by ? { who: change.by } : {}),
  };
}

function Edit({ setting, onEnd }: { setting: Setting; onEnd: () => void }) {
  const { name, unit, value, min, max, usual } = setting;
  const [typed, setTyped] = useState(String(value));
  const [reason, setReason] = useState('');
  const change = useAct('settings.change', { refreshes: ['settings.list'], onDone: onEnd });
  const to = /^\d+$/.test(typed) ? Number(typed) : null;
  const fits = to !== null && to >= min && to <= max;
  return (
    <Section title={settingWords[name].name}>
      {unit === 'yes_no' ? (
        <Chips
          label={settingsText.to}
          role="radio"
          chips={['1', '0'].map((choice) => ({ value: choice, word: settingValueText(unit, Number(choice)) }))}
          chosen={[typed]}
          onPress={setTyped}
        />
      ) : (
        <NumberField
          id="setting-value"
          label={settingsText.to}
          unit={settingUnitWord(unit)}
          value={typed}
          onChange={setTyped}
          hint={`${settingsText.bounds(min, max)} · ${settingsText.usual(settingValueText(unit, usual))}`}
          error={typed !== '' && !fits ? settingsText.bounds(min, max) : null}
        />
      )}
      <TextField
        id="setting-reason"
        label={settingsText.reason}
        placeholder={settingsText.reasonPlaceholder}
        value={reason}
        maxLength={100}
        onChange={setReason}
      />
      {change.error ? <InlineMessage tone="danger" what={change.error.message} /> : null}
      <Action
        id="setting-save"
        kind="plain"
        word={settingsText.save}
        busy={change.busy}
        disabled={!fits || to === value || reason.trim().length < 4}
        onPress={() => void (to === null ? undefined : change.run({ name, from: value, to, reason: reason.trim() }))}
      />
      <Action id="setting-keep" kind="text" word={settingsText.keep} onPress={onEnd} />
    </Section>
  );
}
