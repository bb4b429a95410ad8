/** A random UUID (version 4). WeChat has no synchronous crypto; the key only has to be new among one person's requests. */
export function uuid(): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (letter) => {
    const random = Math.floor(Math.random() * 16);
    return (letter === 'x' ? random : (random % 4) + 8).toString(16);
  });
}
