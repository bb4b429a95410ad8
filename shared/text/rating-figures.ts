/** Words that the figures of ratings come with. */
export const ratingFigureText = { noItem: '没有对应事项的' } as const;
