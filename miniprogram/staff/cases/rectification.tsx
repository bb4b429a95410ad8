import Taro, { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { photoLimits } from '../../../shared/rules/photos';
import { type RectificationAction, rectificationActions } from '../../../shared/rules/rectification-flow';
import { deskText } from '../../../shared/text/pages/desk';
import { photosText } from '../../../shared/text/photos';
import { rectificationActionWords, rectificationsText } from '../../../shared/text/rectifications';
import { ActionBar } from '../../components/ActionBar';
import { InlineMessage } from '../../components/InlineMessage';
import { PageFrame } from '../../components/PageFrame';
import { Section } from '../../components/Section';
import { TextField } from '../../components/TextField';
import { useDraft } from '../../draft';
import { parameter } from '../../paths';
import { PhotoField } from '../../photos/PhotoField';
import { usePhotos } from '../../photos/usePhotos';
import { useAct, useRead } from '../../query';
import { Reading } from '../../Reading';
import { useMe } from '../../session';
import { deskRoles, holds } from '../roles';
import { StaffOnly } from '../StaffOnly';
import { OrderFields } from './OrderFields';
import { emptyRectifying, missingOf, orderInput, type Rectifying } from './rectifying';
import { showCase } from './show';
import { changedReads } from './use-step';

const words: Record<RectificationAction, { label: string; placeholder: string; most: number; photos: string | null }> = {
  report: { label: rectificationsText.report, placeholder: rectificationsText.reportPlaceholder, most: 1000, photos: rectificationsText.after },
  pass: {
    label: rectificationsText.finding,
    placeholder: rectificationsText.findingPlaceholder,
    most: 500,
    photos: rectificationsText.recheckPhotos,
  },
  return: {
    label: rectificationsText.finding,
    placeholder: rectificationsText.findingPlaceholder,
    most: 500,
    photos: rectificationsText.recheckPhotos,
  },
  cancel: { label: rectificationsText.reason, placeholder: rectificationsText.reasonPlaceholder, most: 500, photos: null },
};

/** One step of a hidden danger: order it put right, report it, look again, take it back. Without `one` a new one is ordered (D13). */
export default function RectificationPage() {
  const { params } = useRouter();
  const id = parameter(params, 'id');
  const one = parameter(params, 'one');
  const action: RectificationAction | null = rectificationActions.find((known) => known === parameter(params, 'action')) ?? null;
  const me = useMe();
  const read = useRead('desk.read', { id }, { keep: false, enabled: me !== undefined && holds(me, deskRoles) });
  const [form, change, clear] = useDraft<Rectifying>(`rectify:${action ?? 'order'}:${one || id}`, emptyRectifying);
  const photos = usePhotos(form.photos, (to) => change((shown) => ({ photos: to(shown.photos) })), photoLimits.each);
  const [tried, setTried] = useState(false);
  const settings = {
    refreshes: changedReads,
    onDone: (changed: Parameters<typeof showCase>[0]) => {
      clear();
      showCase(changed);
      void Taro.navigateBack();
    },
  };
  const order = useAct('desk.orderRectification', settings);
  const report = useAct('desk.reportRectification', settings);
  const recheck = useAct('desk.recheckRectification', settings);
  const cancel = useAct('desk.cancelRectification', settings);
  const acts = [order, report, recheck, cancel];
  const text = form.text.trim();
  const base = { id, rectificationId: one };
  const missing = missingOf(action, form, photos.ids.length) ?? (photos.unfinished ? photosText.unfinished : null);

  const send = () => {
    setTried(true);
    if (missing) return;
    if (action === null) {
      const input = orderInput(id, form, photos.ids);
      if (input) void order.run(input);
    } else if (action === 'report') void report.run({ ...base, text, photos: photos.ids });
    else if (action === 'cancel') void cancel.run({ ...base, reason: text });
    else void recheck.run({ ...base, text, pass: action === 'pass', ...(photos.ids.length > 0 ? { photos: photos.ids } : {}) });
  };

  const title = action === null ? rectificationsText.order : rectificationActionWords[action];
  const wrong = acts.find(({ error }) => error)?.error?.message ?? (tried ? missing : null);
  const heading = action === null ? rectificationsText.before : words[action].photos;
  return (
    <PageFrame
      title={title}
      bottomBar={
        <ActionBar
          primary={{
            id: 'rectification-send',
            word: action === null ? rectificationsText.orderSend : title,
            busy: acts.some(({ busy }) => busy),
            onPress: send,
          }}
          note={wrong ? <InlineMessage tone="danger" what={wrong} /> : null}
        />
      }
    >
      <StaffOnly roles={deskRoles}>
        {() => (
          <Reading read={read}>
            {(subject) => (
              <>
                {action === null ? (
                  <OrderFields form={form} place={subject.place} onChange={change} />
                ) : (
                  <>
                    <Section>{subject.rectifications.find(({ id: known }) => known === one)?.hazard}</Section>
                    <TextField
                      id="rectification-text"
                      label={words[action].label}
                      placeholder={words[action].placeholder}
                      value={form.text}
                      multiline
                      maxLength={words[action].most}
                      onChange={(value) => change({ text: value })}
                    />
                  </>
                )}
                {heading ? <PhotoField title={heading} photos={photos} /> : null}
                <InlineMessage what={`${deskText.willSee}：${action === null ? form.hazard.trim() || rectificationsText.title : text || title}`} />
              </>
            )}
          </Reading>
        )}
      </StaffOnly>
    </PageFrame>
  );
}
