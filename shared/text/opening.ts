import type { DayNote, OpeningFrame, OpeningPattern } from '../rules/opening';

export const dayNotes: Record<DayNote, string> = {
  holiday: '法定节假日，不开放',
  makeup: '调休上班日，照常开放',
  closed: '临时停办',
  no_opening: '不开放',
  calendar_unknown: '放假安排尚未公布，暂不放号',
};

/** 周一至周五 09:00–12:00、13:30–17:00, one line for weekdays, one for weekends. */
export function openingLines(pattern: OpeningPattern): string[] {
  const frames = (list: OpeningFrame[]) => list.map((frame) => `${frame.from}–${frame.to}`).join('、');
  return [
    `周一至周五 ${frames(pattern.weekday) || '不开放'}`,
    `周六、周日 ${frames(pattern.weekend) || '不开放'}`,
    '法定节假日不开放，调休上班日按工作日开放',
  ];
}
