/** Light or dark, as chosen on this device; `system` follows the system. */
import { localStore } from '../safe-storage.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEPT = 'peal.theme'

/** The theme that was chosen in this browser; `system` by default. */
export function readTheme(storage: Pick<Storage, 'getItem'> = localStore): Theme {
  const kept = storage.getItem(KEPT)
  return THEMES.find((theme) => theme === kept) ?? 'system'
}

/** Remembers the choice in this browser. */
export function keepTheme(theme: Theme, storage: Pick<Storage, 'setItem'> = localStore): void {
  storage.setItem(KEPT, theme)
}

/** Puts the theme on the page. */
export function applyTheme(theme: Theme, root: HTMLElement = document.documentElement): void {
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
}
