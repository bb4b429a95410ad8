import { photoLimits } from '../../../shared/rules/photos';
import type { DeskStep } from '../../../shared/text/pages/desk-steps';
import { photosText } from '../../../shared/text/photos';
import type { Change } from '../../draft';
import { PhotoField } from '../../photos/PhotoField';
import { usePhotos } from '../../photos/usePhotos';
import type { Choice } from './use-step';

/** Steps that take photos, and under which heading the requester's are. */
const headings: Partial<Record<DeskStep, string | null>> = {
  contact: photosText.seen,
  complete: photosText.evidence,
  submitAnswer: photosText.evidence,
  note: null,
  supplyFor: photosText.supplied,
};

/** Photos of a step, those for the requester apart from those for staff (D14). */
export function StepPhotos({ step, choice, onChange }: { step: DeskStep; choice: Choice; onChange: Change<Choice> }) {
  const seen = usePhotos(choice.photos, (to) => onChange((shown) => ({ photos: to(shown.photos) })), photoLimits.each);
  const unseen = usePhotos(choice.internalPhotos, (to) => onChange((shown) => ({ internalPhotos: to(shown.internalPhotos) })), photoLimits.each);
  const heading = headings[step];
  if (heading === undefined) return null;
  return (
    <>
      {heading ? <PhotoField title={heading} photos={seen} /> : null}
      {step === 'supplyFor' ? null : <PhotoField title={photosText.unseen} photos={unseen} />}
    </>
  );
}
