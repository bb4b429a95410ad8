import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import type { MemberAction } from '../../../shared/rules/membership';
import { shanghaiDay } from '../../../shared/rules/shanghai';
import { enterpriseText } from '../../../shared/text/pages/enterprise';
import { dayText } from '../../../shared/text/when';
import { serviceInstant } from '../../clock';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { Sheet } from '../../components/Sheet';
import { replace } from '../../go';
import { paths } from '../../paths';
import { useAct } from '../../query';
import { Refusal } from '../../Refusal';

type Team = Output<'members.list'>;
type Member = Team['members'][number];
type Asking = { action: MemberAction; member: Member };

/** The members; what may be done about each stands behind a tap on the row, and is asked once with what it means. */
export function People({ team, myId }: { team: Team; myId: string }) {
  const [open, setOpen] = useState<Member | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const mine = team.members.find(({ personId }) => personId === myId);
  return (
    <>
      <Section title={enterpriseText.people} kind="rows">
        {team.members.map((member) => (
          <ListRow
            key={member.personId}
            icon="user"
            title={`${member.name ?? enterpriseText.noName}${member.personId === myId ? enterpriseText.you : ''}`}
            note={`${enterpriseText.role(member.role)} · ${enterpriseText.since(dayText(shanghaiDay(member.joinedAt), serviceInstant().slice(0, 10)))}`}
            {...(member.personId !== myId && member.actions.length > 0 ? { onPress: () => setOpen(member) } : {})}
          />
        ))}
      </Section>
      {mine?.actions.includes('leave') ? (
        <Action id="leave" kind="text" word={enterpriseText.leave} onPress={() => setAsking({ action: 'leave', member: mine })} />
      ) : mine?.role === 'principal' && team.members.length > 1 ? (
        <InlineMessage what={enterpriseText.lastPrincipal} />
      ) : null}
      <Sheet
        open={open !== null}
        title={open?.name ?? enterpriseText.noName}
        onClose={() => setOpen(null)}
        actions={(open?.actions ?? []).map((action) => ({
          word: words[action].word,
          kind: action === 'remove' ? 'danger' : 'plain',
          onPress: () => {
            if (open) setAsking({ action, member: open });
            setOpen(null);
          },
        }))}
      />
      {asking ? <Ask team={team} asking={asking} onClose={() => setAsking(null)} /> : null}
    </>
  );
}

const words: Record<MemberAction, { word: string; ask: (name: string) => string; loses: string; keep: string }> = {
  remove: { word: enterpriseText.remove, ask: enterpriseText.removeAsk, loses: enterpriseText.removeLoses, keep: enterpriseText.notNow },
  handOver: { word: enterpriseText.handOver, ask: enterpriseText.handOverAsk, loses: enterpriseText.handOverLoses, keep: enterpriseText.notNow },
  leave: { word: enterpriseText.leave, ask: () => enterpriseText.leaveAsk, loses: enterpriseText.leaveLoses, keep: enterpriseText.stay },
};

function Ask({ team: { id }, asking: { action, member }, onClose }: { team: Team; asking: Asking; onClose: () => void }) {
  const refreshes = ['members.list', 'me.read', 'enterprises.mine', 'cases.list'] as const;
  const remove = useAct('members.remove', { refreshes: [...refreshes], onDone: onClose });
  const handOver = useAct('members.handOver', { refreshes: [...refreshes], onDone: onClose });
  const leave = useAct('members.leave', { refreshes: ['me.read', 'enterprises.mine', 'cases.list'], onDone: () => replace(paths.enterprises) });
  const { personId } = member;
  const acts = {
    remove: { busy: remove.busy, error: remove.error, run: () => void remove.run({ id, personId }) },
    handOver: { busy: handOver.busy, error: handOver.error, run: () => void handOver.run({ id, personId }) },
    leave: { busy: leave.busy, error: leave.error, run: () => void leave.run({ id }) },
  };
  const act = acts[action];
  const said = words[action];
  return (
    <Sheet
      open
      title={said.ask(member.name ?? enterpriseText.noName)}
      onClose={onClose}
      actions={[
        { id: `${action}-yes`, word: said.word, kind: action === 'handOver' ? 'primary' : 'danger', busy: act.busy, onPress: act.run },
        { word: said.keep, kind: 'text', onPress: onClose },
      ]}
    >
      {said.loses}
      {act.error ? <Refusal error={act.error} /> : null}
    </Sheet>
  );
}
