/** What a call needs of the browser. */
export type CallFeature = 'secure-context' | 'webrtc' | 'media' | 'websocket' | 'locks'

/** The globals that are looked at; handed in so that it tests without a browser. */
export interface SupportGlobals {
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
export function lackingForCalls(globals: SupportGlobals): CallFeature[] {
  const lacking: CallFeature[] = []
  // Without a secure context the browser hides the rest, so that this alone is the reason.
  if (globals.isSecureContext === false) return ['secure-context']
  const replaces =
    globals.RTCRtpSender !== undefined && 'replaceTrack' in globals.RTCRtpSender.prototype
  if (globals.RTCPeerConnection === undefined || !replaces) lacking.push('webrtc')
  if (globals.navigator?.mediaDevices?.getUserMedia === undefined) lacking.push('media')
  if (globals.WebSocket === undefined) lacking.push('websocket')
  if (globals.navigator?.locks === undefined) lacking.push('locks')
  return lacking
}

/** Can this browser take part in a call? */
export function canCall(globals: SupportGlobals = globalThis): boolean {
  return lackingForCalls(globals).length === 0
}
