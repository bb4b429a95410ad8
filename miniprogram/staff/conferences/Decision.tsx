import type { Output } from '../../../shared/contract';
import { conferenceLimits } from '../../../shared/rules/conference-flow';
import { deskText } from '../../../shared/text/pages/desk';
import { classNotes, conferencesText } from '../../../shared/text/pages/conferences';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { DateField } from '../../components/DateField';
import { InlineMessage } from '../../components/InlineMessage';
import { Labelled } from '../../components/Labelled';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { type ConferenceForm, newTask, type TaskForm } from './form';

type Sides = Output<'conferences.ofCase'>;
type Props = {
  sides: Sides;
  conference: Sides['conferences'][number];
  form: ConferenceForm;
  onChange: (part: Partial<ConferenceForm>) => void;
};

const keep = 'keep';

/** Who came, what was decided, what the requester reads, the tasks, and perhaps another class. */
export function Decision({ sides: { owners, mayClassify }, conference, form, onChange }: Props) {
  const attended = form.attendedIds ?? conference.units.filter(({ attendance }) => attendance === 'coming').map(({ id }) => id);
  const toggle = (id: string) => onChange({ attendedIds: attended.includes(id) ? attended.filter((one) => one !== id) : [...attended, id] });
  const changeTask = (at: number, part: Partial<TaskForm>) =>
    onChange({ tasks: form.tasks.map((task, index) => (index === at ? { ...task, ...part } : task)) });
  const classes = mayClassify.filter((one) => one !== 'general');
  return (
    <>
      <Labelled label={conferencesText.whoCame}>
        <Chips
          label={conferencesText.whoCame}
          role="checkbox"
          chips={conference.units.map(({ id, name }) => ({ value: id, word: name }))}
          chosen={attended}
          onPress={toggle}
        />
      </Labelled>
      <TextField
        id="conference-text"
        label={conferencesText.decision}
        placeholder={conferencesText.decisionPlaceholder}
        value={form.text}
        multiline
        maxLength={2000}
        onChange={(text) => onChange({ text })}
      />
      {form.tasks.map((task, index) => (
        <Task
          key={task.key}
          at={index}
          task={task}
          owners={owners}
          onChange={(part) => changeTask(index, part)}
          onRemove={() => onChange({ tasks: form.tasks.filter((_, other) => other !== index) })}
        />
      ))}
      {form.tasks.length < conferenceLimits.tasks ? (
        <Section kind="bare">
          <Action
            id="conference-add-task"
            kind="plain"
            icon="plus"
            word={conferencesText.addTask}
            onPress={() => onChange({ tasks: [...form.tasks, newTask()], attendedIds: attended })}
          />
        </Section>
      ) : null}
      {classes.length > 0 ? (
        <Labelled label={conferencesText.classify}>
          <Chips
            label={conferencesText.classify}
            role="radio"
            chips={[{ value: keep, word: conferencesText.keepClass }, ...classes.map((value) => ({ value, word: classNotes[value] }))]}
            chosen={[form.complexity ?? keep]}
            onPress={(value) => onChange({ complexity: classes.find((one) => one === value) ?? null })}
          />
        </Labelled>
      ) : null}
      {form.complexity === 'especially_complex' ? (
        <Labelled label={conferencesText.classDay}>
          <DateField
            id="conference-class-day"
            label={conferencesText.classDay}
            value={form.classDay}
            onChange={(classDay) => onChange({ classDay })}
          />
        </Labelled>
      ) : null}
      <TextField
        id="conference-outward"
        label={conferencesText.outward}
        placeholder={conferencesText.outwardPlaceholder}
        value={form.outward}
        multiline
        maxLength={500}
        onChange={(outward) => onChange({ outward, attendedIds: attended })}
      />
      {form.outward.trim() ? <InlineMessage what={deskText.willSee} next={form.outward.trim()} /> : null}
    </>
  );
}

const dayCounts = [1, 3, 5, 10, 15] as const;
const setDay = 'day';

type TaskProps = { at: number; task: TaskForm; owners: Sides['owners']; onChange: (part: Partial<TaskForm>) => void; onRemove: () => void };

function Task({ at, task, owners, onChange, onRemove }: TaskProps) {
  return (
    <Section title={`${conferencesText.tasks} ${at + 1}`} aside={<Action kind="text" word={conferencesText.removeTask} onPress={onRemove} />}>
      <TextField id={`task-what-${at}`} label={conferencesText.taskWhat} value={task.what} maxLength={300} onChange={(what) => onChange({ what })} />
      <Labelled label={conferencesText.taskOwner}>
        <Chips
          label={conferencesText.taskOwner}
          role="radio"
          chips={owners.map(({ id, name, unitName }) => ({ value: id, word: `${name} ${unitName}` }))}
          chosen={task.ownerId ? [task.ownerId] : []}
          onPress={(ownerId) => onChange({ ownerId })}
        />
      </Labelled>
      <Labelled label={conferencesText.taskDue}>
        <Chips
          label={conferencesText.taskDue}
          role="radio"
          chips={[
            ...dayCounts.map((days) => ({ value: String(days), word: conferencesText.days(days) })),
            { value: setDay, word: conferencesText.setDay },
          ]}
          chosen={[task.workingDays === null ? setDay : String(task.workingDays)]}
          onPress={(value) => onChange({ workingDays: value === setDay ? null : Number(value) })}
        />
      </Labelled>
      {task.workingDays === null ? (
        <DateField id={`task-day-${at}`} label={conferencesText.taskDue} value={task.day} onChange={(day) => onChange({ day })} />
      ) : null}
    </Section>
  );
}
