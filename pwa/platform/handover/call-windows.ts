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
  // With `noopener` the answer would always be null, and a blocked popup could not be told.
  const opened = page.open(address, '_blank', FEATURES)
  if (opened !== null && !opened.closed) return 'window'
  page.location.assign(address)
  return 'same-tab'
}

/**
 * Goes to an address of another site or program: in the empty tab that was opened at the press, since
 * browsers let a page open tabs only then and the address comes later; without a tab, from here.
 */
export function navigateTab(tab: Window | null, url: string): void {
  if (tab === null) return location.assign(url)
  // The page that comes must not reach back to this one.
  tab.opener = null
  tab.location.replace(url)
}
