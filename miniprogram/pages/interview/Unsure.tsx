import { View } from '@tarojs/components';
import { useState } from 'react';
import { interviewText } from '../../../shared/text/pages/interview';
import { askText } from '../../../shared/text/pages/ask';
import { Action } from '../../components/Action';
import { InlineMessage } from '../../components/InlineMessage';
import { go } from '../../go';
import { paths } from '../../paths';

/** 不清楚: how to find out, and whom to ask; the question stays where it is. */
export function Unsure({ help }: { help: string }) {
  const [open, setOpen] = useState(false);
  return (
    <View>
      <Action id="unsure" kind="text" icon="info" word={interviewText.unsure} onPress={() => setOpen(!open)} />
      {open ? <InlineMessage what={help} action={{ word: askText.title, onPress: () => go(paths.ask()) }} /> : null}
    </View>
  );
}
