/**
 * Perfect negotiation (W3C WebRTC 1.0, 10.7): both sides may offer at any time, and one of them is
 * polite. Three flags decide about a collision. Pure.
 */
import type { Description } from '../../protocol/signals.ts'

export interface NegotiationFlags {
  /** This side is making an offer, which is not yet its local description. */
  makingOffer: boolean
  /** The other side's last offer was ignored, and so are the errors of its candidates. */
  ignoringOffer: boolean
  /** An answer is being applied: `signalingState` does not show it yet. */
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
