const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Lets the person choose an .xlsx on this device; an address of it, or null when they go back. */
export function chooseListFile(): Promise<string | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = `.xlsx,${xlsx}`;
    input.addEventListener('change', () => resolve(input.files?.[0] ? URL.createObjectURL(input.files[0]) : null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

/** Saves an .xlsx on this device. */
export function openListFile(fileName: string, base64: string): Promise<boolean> {
  const link = document.createElement('a');
  link.href = `data:${xlsx};base64,${base64}`;
  link.download = fileName;
  link.click();
  return Promise.resolve(true);
}
