/** Puts words on the clipboard of the browser; false where it does not allow that. */
export async function copyWords(words: string): Promise<boolean> {
  return navigator.clipboard.writeText(words).then(
    () => true,
    () => false,
  );
}
