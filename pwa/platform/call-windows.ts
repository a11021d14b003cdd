/** Opens call windows. */
export { answerAddress, placeAddress } from './handover/call-addresses.ts'

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
