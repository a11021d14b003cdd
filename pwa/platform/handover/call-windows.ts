/** Opens call windows, and the tabs of other programs that make a call. */

/** About the size of a video call beside other work. */
const FEATURES = 'popup,width=960,height=720'

/**
 * Opens a call window; where popups are blocked, the call takes this tab. To be called within a
 * press: browsers let a page open windows only then.
 */
export function openCallWindow(
  address: string,
  page: Pick<Window, 'open'> & { readonly location: Pick<Location, 'assign'> } = window,
): 'window' | 'same-tab' {
  // With `noopener`, `open` would always return null, as it does for a blocked pop-up.
  const opened = page.open(address, '_blank', FEATURES)
  if (opened !== null && !opened.closed) return 'window'
  page.location.assign(address)
  return 'same-tab'
}

/**
 * Navigates to an address of another site or program. `tab` is the empty tab that was opened at the
 * press: browsers allow that only then, and the address is known later. Null: uses this tab.
 */
export function navigateTab(tab: Window | null, url: string): void {
  if (tab === null) return location.assign(url)
  // The page that comes must not reach back to this one.
  tab.opener = null
  tab.location.replace(url)
}
