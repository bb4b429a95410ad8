import { Button } from '@tarojs/components';
import action from '../components/Action.module.scss';
import { classes } from '../components/aria';

export type ShareButtonProps = {
  word: string;
  /** What is passed on where WeChat's own sheet is not there; the page's useShareAppMessage says it in WeChat. */
  title: string;
  /** The page's address in the app. */
  path: string;
  /** The browser copied the address, or could not. */
  onCopied: (done: boolean) => void;
};

/** WeChat's share sheet: the person chooses to whom. */
export function ShareButton({ word }: ShareButtonProps) {
  return (
    <Button className={classes(action.action, action.plain)} openType="share">
      {word}
    </Button>
  );
}
