/**
 * Perfect negotiation (W3C WebRTC 1.0, 10.7): two sides that may both offer at any time, one of them
 * polite. Three flags decide about a collision. Pure.
 */
import type { Description } from '../../protocol/signals.ts'

export interface NegotiationFlags {
  /** An offer of one's own is being made, and stands in no description yet. */
  makingOffer: boolean
  /** The other side's last offer was ignored, and so are the errors of its candidates. */
  ignoringOffer: boolean
  /** An answer is being applied: for a moment the state still says that an offer is out. */
  settingRemoteAnswer: boolean
}

export function newFlags(): NegotiationFlags {
  return { makingOffer: false, ignoringOffer: false, settingRemoteAnswer: false }
}

/** Decides about a description of the other side, and sets the flags; `ignore`: drop it. */
export function meet(
  flags: NegotiationFlags,
  polite: boolean,
  description: Description,
  signalingState: RTCSignalingState,
): 'apply' | 'ignore' {
  const readyForOffer =
    !flags.makingOffer && (signalingState === 'stable' || flags.settingRemoteAnswer)
  const collision = description.type === 'offer' && !readyForOffer
  flags.ignoringOffer = !polite && collision
  if (flags.ignoringOffer) return 'ignore'
  flags.settingRemoteAnswer = description.type === 'answer'
  return 'apply'
}
