import type { Output } from '../../../shared/contract';
import type { ConferenceAction } from '../../../shared/rules/conference-flow';
import { attendanceWords, conferenceActionWords } from '../../../shared/text/conferences';
import { conferencesText } from '../../../shared/text/pages/conferences';
import { whenText } from '../../../shared/text/when';
import { Facts } from '../../components/Facts';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { StateTag } from '../../components/StateTag';
import { conferenceState } from '../../states';

type Shown = Output<'conferences.ofCase'>['conferences'][number];
type Step = Exclude<ConferenceAction, 'answer'>;

type Props = {
  conference: Shown;
  onAnswer: (attendance: 'coming' | 'written') => void;
  onStep: (step: Step) => void;
  /** The step that stands in the bar at the bottom already. */
  shownBelow: Step | null;
};

/** One conference: when, where, about what; each invited unit with its word and its opinion; what came of it; what may be done. */
export function Conference({ conference, onAnswer, onStep, shownBelow }: Props) {
  const { startsAt, place, questions, status, units, decision, outward, cancelReason, convenedBy, actions } = conference;
  const steps = actions.filter((action): action is Step => action !== 'answer' && action !== shownBelow);
  return (
    <>
      <Section title={whenText(startsAt)} aside={<StateTag {...conferenceState(status)} />}>
        <Facts
          facts={[
            [conferencesText.place, place],
            [conferencesText.convenedBy, convenedBy],
            [conferencesText.questions, questions],
            [conferencesText.decision, decision],
            [conferencesText.outward, outward],
            [conferencesText.cancelReason, cancelReason],
          ]}
        />
      </Section>
      <Section title={conferencesText.units} kind="rows">
        {units.map(({ id, name, attendance, attended, opinion, opinionBy, mine }) => (
          <ListRow
            key={id}
            title={mine ? `${name}（${conferencesText.mine}）` : name}
            note={opinion ?? conferencesText.noOpinion}
            state={unitState(attendance, attended)}
            {...(opinionBy ? { who: opinionBy } : {})}
          />
        ))}
      </Section>
      {actions.length > (shownBelow && actions.includes(shownBelow) ? 1 : 0) ? (
        <Section kind="rows">
          {actions.includes('answer') ? (
            <>
              <ListRow id="conference-coming" icon="check" title={conferencesText.coming} onPress={() => onAnswer('coming')} />
              <ListRow id="conference-written" icon="file-text" title={conferencesText.written} onPress={() => onAnswer('written')} />
            </>
          ) : null}
          {steps.map((step) => (
            <ListRow key={step} id={`conference-step-${step}`} title={conferenceActionWords[step]} onPress={() => onStep(step)} />
          ))}
        </Section>
      ) : null}
    </>
  );
}

function unitState(attendance: Shown['units'][number]['attendance'], attended: boolean | null) {
  if (attended !== null)
    return { word: attended ? conferencesText.attended : conferencesText.absent, tone: attended ? ('good' as const) : ('neutral' as const) };
  return { word: attendanceWords[attendance], tone: attendance === 'invited' ? ('attention' as const) : ('good' as const) };
}
