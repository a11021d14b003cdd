/** The addresses of call windows. Secrets are in the fragment, which no server sees. */
/**
 * The address of the window that places a call, its intent in the fragment. Without a connector the
 * window takes the one that was used last.
 */
export function placeAddress(to: string, connector: string | null, nonce: string | null): string {
  const query = new URLSearchParams(connector === null ? { to } : { to, with: connector })
  return `/call/new?${query.toString()}${nonce === null ? '' : `#intent=${nonce}`}`
}

/** The address of the window that takes a call up again whose window was closed. */
export function returnAddress(callId: string, proof: string): string {
  return `/call/${callId}#return=${proof}`
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
