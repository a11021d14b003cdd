/** Opens call windows. */

/** About the size of a video call beside other work. */
const FEATURES = 'popup,width=960,height=720'

/** The address of the window that places a call, its intent in the fragment. */
export function placeAddress(to: string, connector: string, nonce: string | null): string {
  const query = new URLSearchParams({ to, with: connector })
  return `/call/new?${query.toString()}${nonce === null ? '' : `#intent=${nonce}`}`
}

/** The address of the window that answers a call. */
export function answerAddress(
  callId: string,
  answer: {
    readonly answerToken: string
    readonly legId: string
    readonly video: boolean
    /** How its connector carries the call. */
    readonly kind: 'peer' | 'room'
  },
): string {
  const fragment = new URLSearchParams({
    answer: answer.answerToken,
    leg: answer.legId,
    video: answer.video ? '1' : '0',
  })
  if (answer.kind === 'room') fragment.set('kind', 'room')
  return `/call/${callId}#${fragment.toString()}`
}

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
