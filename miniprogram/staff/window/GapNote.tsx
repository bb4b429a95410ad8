import { View } from '@tarojs/components';
import { useState } from 'react';
import { type ExtraReason, extraReasons } from '../../../shared/rules/extra-material';
import { type GapReason, gapReasons, mayFollow } from '../../../shared/rules/gap';
import { addDays } from '../../../shared/rules/shanghai';
import { gapReasonWords, promiseText } from '../../../shared/text/acceptances';
import { extraReasonWords } from '../../../shared/text/extra-material';
import { kitText } from '../../../shared/text/kit';
import { windowText } from '../../../shared/text/pages/window';
import { dateText } from '../../../shared/text/when';
import { useServiceDay } from '../../clock';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { TextField } from '../../components/TextField';
import { WhyThisDate } from '../../components/WhyThisDate';
import styles from './GapNote.module.scss';
import type { Appointment, Material } from './next-step';

export type GapMark = {
  state: 'gap';
  reason: GapReason;
  note?: string;
  supplyBy?: string;
  beyond?: { reason: ExtraReason; words: string };
};

type Props = {
  material: Pick<Material, 'name' | 'form'>;
  /** The days that may be promised; null: nothing may follow. */
  supply: Appointment['supply'];
  /** In order at the last visit: asking for it again needs a reason. */
  beyond: boolean;
  onSave: (mark: GapMark) => void;
  onCancel: () => void;
};

/** What is missing: one tap for the usual reasons, then whether it may follow and until when. */
export function GapNote({ material, supply, beyond, onSave, onCancel }: Props) {
  const [reason, setReason] = useState<GapReason | null>(null);
  const [note, setNote] = useState('');
  const [why, setWhy] = useState<ExtraReason | null>(null);
  const [words, setWords] = useState('');
  const follows = reason !== null && supply !== null && mayFollow(material, reason);
  const ready = (reason !== 'other' || note.trim() !== '') && (!beyond || (why !== null && words.trim().length >= 6));
  const save = (mark: { reason: GapReason; supplyBy?: string }) =>
    onSave({
      state: 'gap',
      ...mark,
      ...(note.trim() ? { note: note.trim() } : {}),
      ...(beyond && why ? { beyond: { reason: why, words: words.trim() } } : {}),
    });
  const choose = (chosen: GapReason) => {
    const asksMore = chosen === 'other' || beyond || (supply !== null && mayFollow(material, chosen));
    if (asksMore) setReason(chosen);
    else save({ reason: chosen });
  };
  return (
    <View className={styles.gap}>
      <View className={styles.what}>{`${material.name}：${windowText.gapWhat}`}</View>
      <Chips
        label={windowText.gapWhat}
        role="radio"
        chips={gapReasons.map((value) => ({ value, word: gapReasonWords[value] }))}
        chosen={reason ? [reason] : []}
        onPress={choose}
      />
      {reason === 'other' ? <TextField label={windowText.gapWhat} value={note} maxLength={200} focus onChange={setNote} /> : null}
      {reason && beyond ? (
        <>
          <InlineMessage tone="attention" what={windowText.beyondAsk} />
          <Chips
            label={windowText.beyondAsk}
            role="radio"
            chips={extraReasons.map((value) => ({ value, word: extraReasonWords[value] }))}
            chosen={why ? [why] : []}
            onPress={setWhy}
          />
          <TextField label={windowText.beyondWords} value={words} maxLength={200} multiline onChange={setWords} />
        </>
      ) : null}
      {reason && follows && supply ? (
        <Follow name={material.name} supply={supply} ready={ready} onSave={(supplyBy) => save({ reason, supplyBy })} />
      ) : null}
      {reason ? (
        <Action kind="plain" word={follows ? windowText.gapMust : windowText.gapSave} disabled={!ready} onPress={() => save({ reason })} />
      ) : null}
      <Action kind="text" word={kitText.cancel} onPress={onCancel} />
    </View>
  );
}

/** The promise as it is said, and the day by which it is kept. */
function Follow({
  name,
  supply,
  ready,
  onSave,
}: {
  name: string;
  supply: NonNullable<Appointment['supply']>;
  ready: boolean;
  onSave: (supplyBy: string) => void;
}) {
  const today = useServiceDay();
  const [day, setDay] = useState(supply.by);
  const days = [...new Set([addDays(today, 1), supply.by, supply.latest])];
  return (
    <>
      <InlineMessage tone="accent" what={windowText.gapFollowHow} next={promiseText(name, day)} />
      <Chips
        label={windowText.gapDays}
        role="radio"
        chips={days.map((value) => ({ value, word: dateText(value, today) }))}
        chosen={[day]}
        onPress={setDay}
      />
      {day === supply.by ? <WhyThisDate explanation={supply.explanation} /> : null}
      <Action word={windowText.gapFollow(dateText(day, today))} disabled={!ready} onPress={() => onSave(day)} />
    </>
  );
}
