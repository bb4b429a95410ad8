/**
 * The board counts every open request at each look while they are few. From so many on the count is kept, and each look within `seconds`
 * shows it with its time: what a look costs does not grow with the city.
 */
export const boardKept = { from: 2000, seconds: 60 } as const;
