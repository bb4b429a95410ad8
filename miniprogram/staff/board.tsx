import { View } from '@tarojs/components';
import type { Output } from '../../shared/contract';
import type { OpenState } from '../../shared/rules/case-clocks';
import { boardText } from '../../shared/text/pages/desk';
import { caseChannelWords } from '../../shared/text/cases';
import { whenText } from '../../shared/text/when';
import { toneIcon } from '../components/tone';
import { aria, classes } from '../components/aria';
import { EmptyState } from '../components/EmptyState';
import { Icon } from '../components/Icon';
import { ListRow } from '../components/ListRow';
import { PageFrame } from '../components/PageFrame';
import { Press } from '../components/Press';
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

const states: { key: keyof BoardData['counts']; state: OpenState }[] = [
  { key: 'overdue', state: 'overdue' },
  { key: 'dueSoon', state: 'due_soon' },
  { key: 'running', state: 'running' },
  { key: 'paused', state: 'paused' },
];

/** How every open request within reach stands, by unit, channel and item; each number leads to its requests. */
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

function Shown({ board: { countedAt, counts, hazards, byUnit, byItem, byChannel } }: { board: BoardData }) {
  if (byUnit.length === 0)
    return (
      <>
        <EmptyState icon="clock" what={boardText.noneAtAll} />
        <Hazards hazards={hazards} />
      </>
    );
  return (
    <>
      <View className={styles.counts} {...aria({ role: 'list' })}>
        {states.map(({ key, state }) => {
          const tag = clockTag(state);
          return (
            <View key={key} className={styles.cell} {...aria({ role: 'listitem' })}>
              <Press
                id={`count-${key}`}
                className={styles.count}
                label={`${boardText.counts[key]} ${counts[key]} ${boardText.unit}`}
                onPress={() => go(staffPaths.boardCases({ state }))}
              >
                <View className={classes(styles.word, counts[key] > 0 && styles[tag.tone])}>
                  <Icon name={tag.icon ?? toneIcon[tag.tone]} size="small" />
                  <View className={styles.label}>{boardText.counts[key]}</View>
                </View>
                <View className={styles.number}>{counts[key]}</View>
              </Press>
            </View>
          );
        })}
      </View>
      <View className={styles.countedAt}>{boardText.countedAt(whenText(countedAt))}</View>
      <Hazards hazards={hazards} />
      <Section title={boardText.byUnit} kind="rows">
        {byUnit.map(({ unitId, unitName, ...standing }) => (
          <Standing key={unitId} name={unitName} standing={standing} path={staffPaths.boardCases({ unit: unitId, name: unitName })} />
        ))}
      </Section>
      <Section title={boardText.byChannel} kind="rows">
        {byChannel.map(({ channel, ...standing }) => (
          <Standing
            key={channel}
            name={caseChannelWords[channel]}
            standing={standing}
            path={staffPaths.boardCases({ channel, name: caseChannelWords[channel] })}
          />
        ))}
      </Section>
      <Section title={boardText.byItem} kind="rows">
        {byItem.map(({ itemCode, itemName, ...standing }) => {
          const name = itemCode ? (itemName ?? itemCode) : boardText.noItem;
          return (
            <Standing
              key={itemCode ?? ''}
              name={name}
              standing={standing}
              {...(itemCode ? { path: staffPaths.boardCases({ item: itemCode, name }) } : {})}
            />
          );
        })}
      </Section>
    </>
  );
}

/** Hidden dangers: how many are being put right, and how many have been. */
function Hazards({ hazards: { open, overdue, passed } }: { hazards: BoardData['hazards'] }) {
  if (open + passed === 0) return null;
  return (
    <Section title={boardText.hazards} kind="rows">
      <ListRow
        id="board-hazards"
        icon="triangle-alert"
        title={boardText.hazardsNote(open, overdue, passed)}
        {...(overdue > 0 ? { state: clockTag('overdue') } : {})}
      />
    </Section>
  );
}

/** How many are open, and how many of them are late or nearly so; the whole row leads to them. */
function Standing({ name, standing, path }: { name: string; standing: { open: number; overdue: number; dueSoon: number }; path?: string }) {
  const { open, overdue, dueSoon } = standing;
  const state = overdue > 0 ? ('overdue' as const) : dueSoon > 0 ? ('due_soon' as const) : null;
  return (
    <ListRow
      title={name}
      note={boardText.standing(open, overdue, dueSoon)}
      {...(state ? { state: clockTag(state) } : {})}
      {...(path ? { onPress: () => go(path) } : {})}
    />
  );
}
