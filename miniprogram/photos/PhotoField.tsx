import { photoLimits } from '../../shared/rules/photos';
import { photosText } from '../../shared/text/photos';
import { InlineMessage } from '../components/InlineMessage';
import { PhotoPicker } from '../components/PhotoPicker';
import { Section } from '../components/Section';
import type { Photos } from './usePhotos';

/** Photos of a form under their heading, with what became of the last one. */
export function PhotoField({ title, note, photos }: { title: string; note?: string; photos: Photos }) {
  return (
    <Section title={title}>
      {note ? <InlineMessage what={note} /> : null}
      <PhotoPicker photos={photos.photos} most={photoLimits.each} onAdd={photos.onAdd} onRemove={photos.onRemove} onRetry={photos.onRetry} />
      {photos.problem ? <InlineMessage tone="danger" what={photos.problem} next={photosText.retryOrRemove} /> : null}
    </Section>
  );
}
