/** Lets the person choose up to `most` photos, or take one. An empty list when they go back. */
export function choosePhotos(most: number): Promise<string[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    // These alone: a phone whose photos are HEIC then gives a JPEG.
    input.accept = 'image/jpeg,image/png,image/webp';
    input.multiple = most > 1;
    input.style.display = 'none';
    const done = (files: File[]) => {
      input.remove();
      resolve(files.slice(0, most).map((file) => URL.createObjectURL(file)));
    };
    input.addEventListener('change', () => done([...(input.files ?? [])]));
    input.addEventListener('cancel', () => done([]));
    document.body.append(input);
    input.click();
  });
}

/** Shows a photo large, beside the app. */
export function showLarge(_paths: string[], current: string): void {
  window.open(current, '_blank');
}
