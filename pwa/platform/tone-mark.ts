/** Sets `<html data-tone>` to the tone that sounds now, for tests and tools; null: silence. */
export function showTone(
  name: string | null,
  root: Pick<HTMLElement, 'dataset'> = document.documentElement,
): void {
  if (name === null) delete root.dataset['tone']
  else root.dataset['tone'] = name
}
