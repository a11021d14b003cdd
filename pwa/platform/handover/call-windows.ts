/** Opens call windows, and the tabs of other programs that make a call. */

/** About the size of a video call beside other work. */
const FEATURES = 'popup,width=960,height=720'

type Opener = Pick<Window, 'open'>

/**
 * Opens a tab or window, empty without an address; null: the browser opens none. To be called within a press:
 * browsers let a page open windows only then.
 */
export function openTab(address = '', features = '', page: Opener = window): Window | null {
  try {
    // With `noopener`, `open` would always return null, as it does for a blocked pop-up.
    const opened = page.open(address, '_blank', features)
    return opened?.closed === false ? opened : null
  } catch {
    return null
  }
}

/** Opens a call window; where popups are blocked, the call takes this tab. To be called within a press. */
export function openCallWindow(
  address: string,
  page: Opener & { readonly location: Pick<Location, 'assign'> } = window,
): 'window' | 'same-tab' {
  if (openTab(address, FEATURES, page) !== null) return 'window'
  page.location.assign(address)
  return 'same-tab'
}

/**
 * Navigates to an address of another site or program. `tab` is the empty tab that was opened at the
 * press: browsers allow that only then, and the address is known later. Without it, or once somebody has
 * closed it or gone elsewhere in it, this tab is used.
 */
export function navigateTab(tab: Window | null, url: string): void {
  try {
    if (tab?.closed === false) {
      // The page that comes must not reach back to this one. Throws once the tab shows another site.
      tab.opener = null
      return tab.location.replace(url)
    }
  } catch {
    // As without a tab.
  }
  location.assign(url)
}
