/** Says on `<html data-tone>` what sounds now, for whoever looks from outside; nothing: silence. */
export function showTone(
  name: string | null,
  root: Pick<HTMLElement, 'dataset'> = document.documentElement,
): void {
  if (name === null) delete root.dataset['tone']
  else root.dataset['tone'] = name
}
