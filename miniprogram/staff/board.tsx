import { View } from '@tarojs/components';
import type { Output } from '../../shared/contract';
import type { ClockState } from '../../shared/rules/case-clocks';
import { boardText } from '../../shared/text/pages/desk';
import { caseRow } from '../cases/row';
import { toneIcon } from '../components/tone';
import { serviceInstant } from '../clock';
import { aria, classes } from '../components/aria';
import { Bars } from '../components/Bars';
import { EmptyState } from '../components/EmptyState';
import { Icon } from '../components/Icon';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Section } from '../components/Section';
import { go } from '../go';
import { useRead } from '../query';
import { Reading } from '../Reading';
import { clockTag } from '../states';
import styles from './board.module.scss';
import { staffPaths } from './paths';
import { boardRoles } from './roles';
import { StaffOnly } from './StaffOnly';

type BoardData = Output<'supervision.board'>;

const states: { key: keyof BoardData['counts']; state: ClockState }[] = [
  { key: 'overdue', state: 'overdue' },
  { key: 'dueSoon', state: 'due_soon' },
  { key: 'running', state: 'running' },
  { key: 'paused', state: 'paused' },
];

/** Every clock within reach: how many stand how, by unit, and the requests behind the first two. */
export default function Board() {
  return (
    <PageFrame title={boardText.title}>
      <StaffOnly roles={boardRoles}>{() => <Clocks />}</StaffOnly>
    </PageFrame>
  );
}

function Clocks() {
  const read = useRead('supervision.board', {}, { keep: false, refreshSeconds: 60 });
  return (
    <Reading read={read} rows={5}>
      {(board) => <Shown board={board} />}
    </Reading>
  );
}

function Shown({ board: { counts, byUnit, cases } }: { board: BoardData }) {
  const now = serviceInstant();
  if (byUnit.length === 0 && cases.length === 0) return <EmptyState icon="clock" what={boardText.noneAtAll} />;
  return (
    <>
      <View className={styles.counts} {...aria({ role: 'list' })}>
        {states.map(({ key, state }) => {
          const tag = clockTag(state);
          return (
            <View
              key={key}
              className={styles.cell}
              {...aria({ role: 'listitem', label: `${boardText.counts[key]} ${counts[key]} ${boardText.unit}` })}
            >
              <View className={styles.count}>
                <View className={classes(styles.word, counts[key] > 0 && styles[tag.tone])}>
                  <Icon name={tag.icon ?? toneIcon[tag.tone]} size="small" />
                  <View className={styles.label}>{boardText.counts[key]}</View>
                </View>
                <View className={styles.number} id={`count-${key}`}>
                  {counts[key]}
                </View>
              </View>
            </View>
          );
        })}
      </View>
      <Section title={boardText.behind} aside={cases.length} kind={cases.length > 0 ? 'rows' : 'card'}>
        {cases.length === 0
          ? boardText.none
          : cases.map((row) => <ListRow key={row.id} {...caseRow(row, now)} onPress={() => go(staffPaths.case(row.id))} />)}
      </Section>
      <Section title={boardText.byUnit}>
        <Bars
          title={boardText.byUnit}
          unit={boardText.unit}
          bars={byUnit.map(({ unitName, open, overdue }) => ({
            name: overdue > 0 ? `${unitName}${boardText.ofThem(overdue)}` : unitName,
            value: open,
            tone: overdue > 0 ? ('danger' as const) : ('accent' as const),
          }))}
        />
      </Section>
    </>
  );
}
