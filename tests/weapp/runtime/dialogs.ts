import { WxFailure } from './realm';

/** Something WeChat draws over the page and the person must answer. */
export interface Dialog {
  kind: 'modal' | 'actionSheet';
  title: string;
  content: string;
  /** Words that can be tapped, in the order they stand. */
  choices: string[];
  /** The field of an editable modal. */
  typed: string | undefined;
  answer(choice: string): void;
}

export interface Dialogs {
  open(): Dialog | undefined;
  /** Every toast shown so far, oldest first. */
  toasts: string[];
  loading: string | undefined;
}

interface ModalOptions {
  title?: string;
  content?: string;
  showCancel?: boolean;
  cancelText?: string;
  confirmText?: string;
  editable?: boolean;
  placeholderText?: string;
}

const tooLong = (word: string | undefined, limit: number) => word !== undefined && [...word].length > limit;

/** wx's modals, action sheets, toasts and loading, with WeChat's limits on their words. */
export function dialogApis() {
  const waiting: Dialog[] = [];
  const dialogs: Dialogs = { open: () => waiting[0], toasts: [], loading: undefined };

  function ask(dialog: Omit<Dialog, 'answer'>, settle: (choice: string, typed: string | undefined) => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const shown: Dialog = {
        ...dialog,
        answer(choice) {
          waiting.splice(waiting.indexOf(shown), 1);
          try {
            resolve(settle(choice, shown.typed));
          } catch (error) {
            reject(error);
          }
        },
      };
      waiting.push(shown);
    });
  }

  const callback = {
    showModal(options: ModalOptions) {
      const { title = '', content = '', showCancel = true, cancelText = '取消', confirmText = '确定' } = options;
      if (tooLong(cancelText, 4)) throw new WxFailure('cancelText length should not larger than 4 Chinese characters');
      if (tooLong(confirmText, 4)) throw new WxFailure('confirmText length should not larger than 4 Chinese characters');
      const choices = showCancel ? [cancelText, confirmText] : [confirmText];
      const typed = options.editable ? content : undefined;
      return ask({ kind: 'modal', title, content: options.editable ? (options.placeholderText ?? '') : content, choices, typed }, (choice, words) => {
        const confirm = choice === confirmText;
        return { confirm, cancel: !confirm, content: confirm && words !== undefined ? words : null };
      });
    },
    showActionSheet(options: { itemList?: string[]; alertText?: string }) {
      const items = Array.from(options.itemList ?? []);
      if (items.length === 0) throw new WxFailure('parameter error: parameter.itemList should have at least 1 item');
      if (items.length > 6) throw new WxFailure('parameter error: itemList should not be larger than 6');
      return ask({ kind: 'actionSheet', title: options.alertText ?? '', content: '', choices: [...items, '取消'], typed: undefined }, (choice) => {
        const tapIndex = items.indexOf(choice);
        if (tapIndex < 0) throw new WxFailure('cancel');
        return { tapIndex };
      });
    },
    showToast(options: { title?: string }) {
      if (typeof options.title !== 'string') throw new WxFailure('parameter error: parameter.title should be String');
      dialogs.loading = undefined;
      dialogs.toasts.push(options.title);
      return {};
    },
    hideToast: () => ({}),
    showLoading(options: { title?: string }) {
      dialogs.loading = options.title ?? '';
      return {};
    },
    hideLoading() {
      dialogs.loading = undefined;
      return {};
    },
  };
  return { dialogs, callback };
}
