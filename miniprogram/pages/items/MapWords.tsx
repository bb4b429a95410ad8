import { View } from '@tarojs/components';
import type { Addition, InterviewMap, MapQuestion } from '../../../shared/map/tree';
import { additionNames, mapText } from '../../../shared/text/map';
import { Points } from '../../components/Points';
import { Section } from '../../components/Section';

/** The same map in words, question by question: for screen readers, and for who would rather read. */
export function MapWords({ map }: { map: InterviewMap }) {
  return (
    <View>
      {map.everyone.length > 0 ? (
        <Section title={mapText.everyone}>
          <Points points={map.everyone.map(additionLine)} />
        </Section>
      ) : null}
      {map.questions.flatMap(withFollowing).map((question) => (
        <Section key={question.id + question.condition} title={`${question.number}. ${question.text}`}>
          <Points points={lines(question)} />
        </Section>
      ))}
    </View>
  );
}

/** A question and those its answers bring up, in one row. */
const withFollowing = (question: MapQuestion): MapQuestion[] => [
  question,
  ...question.groups.flatMap((group) =>
    group.leadsTo.flatMap((next) => {
      const chosen = mapText.onlyIf(
        mapText.chosen(
          question.number,
          group.answers.map((one) => one.text),
        ),
      );
      return withFollowing({ ...next, condition: next.condition || chosen });
    }),
  ),
];

function lines({ condition, groups }: MapQuestion): string[] {
  const answers = groups.flatMap((group) =>
    group.answers.map(({ text, state, additions }) => {
      const mark = state === 'lit' ? `${mapText.yours} ` : '';
      return additions.length > 0 ? `${mark}${text}：${additions.map(additionLine).join('；')}` : mark + text;
    }),
  );
  return condition ? [condition, ...answers] : answers;
}

const additionLine = ({ kind, text, condition }: Addition): string => `${additionNames[kind]} ${text}${condition ? mapText.given(condition) : ''}`;
