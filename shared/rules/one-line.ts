/** One line without signs that nobody sees (controls, directions, joiners, halves of signs): the cell of a list, and what goes into one. */
export const oneLineForm = /^[^\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]*$/u;
