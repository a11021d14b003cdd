/** Goes to an address of another site or program. */

/**
 * In the empty tab that was opened at the press, since browsers let a page open tabs right after a
 * press only and the address comes later; without one, from here.
 */
export function lead(tab: Window | null, url: string): void {
  if (tab === null) {
    location.assign(url)
    return
  }
  // The page that comes has no hold on this one.
  tab.opener = null
  tab.location.replace(url)
}
