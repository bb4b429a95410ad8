import { leaderText, throughTrainText } from '../../../shared/text/through-train';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { useRead } from '../../query';
import { Reading } from '../../Reading';
import { nobodyYet } from './request-draft';

type ThroughTrainProps = { leaderId: string; error: string | null; onChange: (leaderId: string) => void };

const ways = ['mini_program', 'through_train'] as const;

/** Whether it goes to the police of the town or to the mayor or a named deputy (G4). */
export function ThroughTrain({ leaderId, error, onChange }: ThroughTrainProps) {
  return (
    <>
      <Labelled label={throughTrainText.way}>
        <Chips
          label={throughTrainText.way}
          role="radio"
          chips={ways.map((value) => ({ value, word: throughTrainText.ways[value] }))}
          chosen={[leaderId === '' ? 'mini_program' : 'through_train']}
          onPress={(way) => onChange(way === 'mini_program' ? '' : leaderId || nobodyYet)}
        />
      </Labelled>
      {leaderId === '' ? null : (
        <>
          <InlineMessage what={throughTrainText.note} />
          <Leaders leaderId={leaderId} error={error} onChange={onChange} />
        </>
      )}
    </>
  );
}

/** The mayor and the deputies in office, none chosen beforehand. */
export function Leaders({ leaderId, error, onChange }: ThroughTrainProps) {
  const read = useRead('enterprises.leaders', {});
  return (
    <Reading read={read} rows={2}>
      {({ leaders }) => (
        <Labelled label={throughTrainText.whom} error={error}>
          <Chips
            label={throughTrainText.whom}
            role="radio"
            chips={leaders.map(({ id, office, name, charge }) => ({ value: id, word: `${leaderText({ office, name })}（${charge}）` }))}
            chosen={[leaderId]}
            onPress={onChange}
          />
        </Labelled>
      )}
    </Reading>
  );
}
