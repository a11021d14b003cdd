/** What a call needs of the browser. */
export type CallFeature = 'secure-context' | 'webrtc' | 'media' | 'websocket' | 'locks'

/** Browser globals, handed in so that this can be tested without a browser. */
export interface SupportDeps {
  readonly isSecureContext?: boolean
  readonly RTCPeerConnection?: unknown
  readonly RTCRtpSender?: { readonly prototype: object }
  readonly WebSocket?: unknown
  readonly navigator?: {
    readonly mediaDevices?: { readonly getUserMedia?: unknown }
    readonly locks?: unknown
  }
}

/** The features that are lacking, in the order in which they matter; none: calls work here. */
export function lackingForCalls(deps: SupportDeps): CallFeature[] {
  const lacking: CallFeature[] = []
  // Without a secure context the browser hides the rest, so that this alone is the reason.
  if (deps.isSecureContext === false) return ['secure-context']
  const replaces = deps.RTCRtpSender !== undefined && 'replaceTrack' in deps.RTCRtpSender.prototype
  if (deps.RTCPeerConnection === undefined || !replaces) lacking.push('webrtc')
  if (deps.navigator?.mediaDevices?.getUserMedia === undefined) lacking.push('media')
  if (deps.WebSocket === undefined) lacking.push('websocket')
  if (deps.navigator?.locks === undefined) lacking.push('locks')
  return lacking
}

/** Can this browser take part in a call? */
export function canCall(deps: SupportDeps = globalThis): boolean {
  return lackingForCalls(deps).length === 0
}
