import type { Opened } from './open-document';

/** Opens a PDF beside the app, in whatever shows and prints PDFs here. */
export function openDocument(address: string): Promise<Opened> {
  // Without `noopener` the answer tells whether a window came; the document cannot run anything (Content-Security-Policy).
  return Promise.resolve(window.open(address, '_blank') ? 'opened' : 'not_shown');
}
