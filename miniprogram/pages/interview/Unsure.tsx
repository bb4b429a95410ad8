import { askText } from '../../../shared/text/pages/ask';
import { interviewText } from '../../../shared/text/pages/interview';
import { Fold } from '../../components/Fold';
import { InlineMessage } from '../../components/InlineMessage';
import { go } from '../../go';
import { paths } from '../../paths';

/** 不清楚: how to find out, and whom to ask; the question stays where it is. */
export function Unsure({ help }: { help: string }) {
  return (
    <Fold id="unsure" icon="message-circle" word={interviewText.unsure}>
      <InlineMessage what={help} action={{ word: askText.title, onPress: () => go(paths.ask()) }} />
    </Fold>
  );
}
