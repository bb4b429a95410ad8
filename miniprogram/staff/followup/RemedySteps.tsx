import { useState } from 'react';
import type { Output } from '../../../shared/contract';
import { type AppealGround, appealGrounds, type RemedyFinding, remedyFindings } from '../../../shared/rules/remedy-flow';
import { remediesText } from '../../../shared/text/pages/remedies';
import { appealGroundWords, remedyFindingWords } from '../../../shared/text/remedies';
import { Action } from '../../components/Action';
import { Chips } from '../../components/Chips';
import { InlineMessage } from '../../components/InlineMessage';
import { ListRow } from '../../components/ListRow';
import { Section } from '../../components/Section';
import { Labelled } from '../../components/Labelled';
import { useAct } from '../../query';
import { dial } from '../../wechat/call';
import { Reveal } from '../Reveal';
import { Said } from './Said';

type Remedy = Output<'remedies.read'>;
type Way = keyof typeof remediesText.ways;

const refreshes = ['remedies.read' as const, 'remedies.list' as const];
const enough = (text: string) => text.trim().length >= 4;

/** What may be done now, the next step first. */
export function RemedySteps({ remedy }: { remedy: Remedy }) {
  const { actions } = remedy;
  return (
    <>
      {actions.includes('contact') ? <Contact remedy={remedy} /> : null}
      {remedy.anonymous && actions.includes('verify') ? <InlineMessage what={remediesText.anonymous} /> : null}
      {actions.includes('verify') ? <Verify id={remedy.id} /> : null}
      {actions.includes('solve') ? <Settle remedy={remedy} /> : null}
      {actions.includes('upholdAppeal') ? <Review id={remedy.id} /> : null}
      {actions.includes('classify') ? <Complex id={remedy.id} /> : null}
    </>
  );
}

function Wrong({ error }: { error: { message: string } | null | undefined }) {
  return error ? <InlineMessage tone="danger" what={error.message} /> : null;
}

function Contact({ remedy: { id, contact, tries } }: { remedy: Remedy }) {
  const [text, setText] = useState('');
  const act = useAct('remedies.contact', { refreshes });
  return (
    <>
      {contact ? <Rater id={id} contact={contact} /> : null}
      <Section title={remediesText.contact}>
        {tries > 0 ? <InlineMessage what={remediesText.triesLeft(tries)} /> : <InlineMessage what={remediesText.contactNote} />}
        <Said id="remedy-said" label={remediesText.callSaid} value={text} quick={remediesText.callQuick} onChange={setText} />
        <Wrong error={act.error} />
        <Action
          id="remedy-reached"
          word={remediesText.reached}
          busy={act.busy}
          disabled={!enough(text)}
          onPress={() => void act.run({ id, reached: true, text: text.trim() })}
        />
        <Action
          id="remedy-not-reached"
          kind="text"
          word={remediesText.notReached}
          onPress={() => void act.run({ id, reached: false, text: enough(text) ? text.trim() : remediesText.notReachedText })}
        />
      </Section>
    </>
  );
}

/** Masked until it is needed: that it was seen, and why, stays in the history. */
function Rater({ id, contact: { name, phoneMasked } }: { id: string; contact: NonNullable<Remedy['contact']> }) {
  const [phone, setPhone] = useState<string | null>(null);
  const reveal = useAct('remedies.reveal', { onDone: (answer) => setPhone(answer.phone) });
  if (phone !== null)
    return (
      <Section kind="rows">
        <ListRow id="remedy-call" icon="phone" title={remediesText.call(phone)} note={name ?? ''} onPress={() => dial(phone)} />
      </Section>
    );
  return (
    <>
      <Section kind="rows">
        <ListRow icon="user" title={name ?? remediesText.contact} note={phoneMasked ?? remediesText.noPhone} />
      </Section>
      {phoneMasked === null ? null : (
        <Section>
          <Reveal
            id="remedy-reveal"
            reasons={remediesText.revealReasons}
            busy={reveal.busy}
            error={reveal.error}
            onReason={(reason) => void reveal.run({ id, reason })}
          />
        </Section>
      )}
    </>
  );
}

function Verify({ id }: { id: string }) {
  const [finding, setFinding] = useState<RemedyFinding | null>(null);
  const [text, setText] = useState('');
  const act = useAct('remedies.verify', { refreshes });
  return (
    <Section title={remediesText.verify}>
      <Labelled label={remediesText.finding}>
        <Chips
          label={remediesText.finding}
          role="radio"
          chips={remedyFindings.map((value) => ({ value, word: remedyFindingWords[value] }))}
          chosen={finding ? [finding] : []}
          onPress={setFinding}
        />
      </Labelled>
      <Said id="remedy-found" label={remediesText.verifyText} value={text} quick={remediesText.verifyQuick} onChange={setText} />
      <Wrong error={act.error} />
      <Action
        id="remedy-verify"
        word={remediesText.saveVerify}
        busy={act.busy}
        disabled={finding === null || !enough(text)}
        onPress={() => {
          if (finding) void act.run({ id, finding, text: text.trim() });
        }}
      />
    </Section>
  );
}

function Settle({ remedy: { id, actions } }: { remedy: Remedy }) {
  const [way, setWay] = useState<Way>('solve');
  const [text, setText] = useState('');
  const [rule, setRule] = useState('');
  const [ground, setGround] = useState<AppealGround | null>(null);
  const solve = useAct('remedies.solve', { refreshes });
  const explain = useAct('remedies.explain', { refreshes });
  const appeal = useAct('remedies.appeal', { refreshes });
  const ways = (['solve', 'explain', 'appeal'] as const).filter((value) => actions.includes(value));
  const words = text.trim();
  const isReady = enough(text) && (way === 'solve' || (way === 'explain' ? enough(rule) : ground !== null));
  const send = () => {
    if (way === 'solve') void solve.run({ id, text: words });
    else if (way === 'explain') void explain.run({ id, rule: rule.trim(), text: words });
    else if (ground) void appeal.run({ id, ground, reason: words });
  };
  const label = { solve: remediesText.solveText, explain: remediesText.explainText, appeal: remediesText.appealText }[way];
  const word = { solve: remediesText.saveSolve, explain: remediesText.saveExplain, appeal: remediesText.saveAppeal }[way];
  return (
    <Section title={remediesText.settle}>
      <Labelled label={remediesText.way}>
        <Chips
          label={remediesText.way}
          role="radio"
          chips={ways.map((value) => ({ value, word: remediesText.ways[value] }))}
          chosen={[way]}
          onPress={setWay}
        />
      </Labelled>
      {way === 'explain' ? <Said id="remedy-rule" label={remediesText.ruleField} value={rule} most={200} onChange={setRule} /> : null}
      {way === 'appeal' ? (
        <>
          <InlineMessage what={remediesText.appealNote} />
          <Labelled label={remediesText.ground}>
            <Chips
              label={remediesText.ground}
              role="radio"
              chips={appealGrounds.map((value) => ({ value, word: appealGroundWords[value] }))}
              chosen={ground ? [ground] : []}
              onPress={setGround}
            />
          </Labelled>
        </>
      ) : null}
      <Said id="remedy-text" label={label} value={text} {...(way === 'solve' ? { quick: remediesText.solveQuick } : {})} onChange={setText} />
      <Wrong error={solve.error ?? explain.error ?? appeal.error} />
      <Action id="remedy-settle" word={word} busy={solve.busy || explain.busy || appeal.busy} disabled={!isReady} onPress={send} />
    </Section>
  );
}

function Review({ id }: { id: string }) {
  const [reason, setReason] = useState('');
  const act = useAct('remedies.review', { refreshes });
  const decide = (uphold: boolean) => void act.run({ id, uphold, reason: reason.trim() });
  return (
    <Section title={remediesText.reviewTitle}>
      <Said id="remedy-review" label={remediesText.reviewText} value={reason} onChange={setReason} />
      <Wrong error={act.error} />
      <Action id="remedy-refuse" word={remediesText.refuse} busy={act.busy} disabled={!enough(reason)} onPress={() => decide(false)} />
      <Action id="remedy-uphold" kind="plain" word={remediesText.uphold} busy={act.busy} disabled={!enough(reason)} onPress={() => decide(true)} />
    </Section>
  );
}

function Complex({ id }: { id: string }) {
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const act = useAct('remedies.classify', { refreshes });
  if (!isOpen) return <Action id="remedy-complex" kind="text" word={remediesText.complex} onPress={() => setOpen(true)} />;
  return (
    <Section title={remediesText.complex}>
      <InlineMessage what={remediesText.complexNote} />
      <Said id="remedy-why-complex" label={remediesText.complexReason} value={reason} most={200} onChange={setReason} />
      <Wrong error={act.error} />
      <Action
        id="remedy-save-complex"
        word={remediesText.saveComplex}
        busy={act.busy}
        disabled={!enough(reason)}
        onPress={() => void act.run({ id, reason: reason.trim() })}
      />
    </Section>
  );
}
