import type { DeviceKind } from '../../../protocol/people.ts'

/** What of `navigator` tells a phone from a desktop. */
export interface NavigatorLike {
  readonly userAgent: string
  readonly maxTouchPoints: number
  /** UA Client Hints, where the browser has them. */
  readonly userAgentData?: { readonly mobile: boolean }
}

const MOBILE_AGENT = /Android|iPhone|iPad|iPod|Mobile|Tablet/i

/**
 * The kind that this browser believes in. The server takes the stricter of this and of what the
 * headers say, and fixes it at sign-in. `lowered`: the person asked for a phone's view.
 */
export function deviceKind(navigator: NavigatorLike, lowered = false): DeviceKind {
  if (lowered) return 'mobile'
  if (navigator.userAgentData?.mobile === true) return 'mobile'
  if (MOBILE_AGENT.test(navigator.userAgent)) return 'mobile'
  // An iPad calls itself a Macintosh; no Mac has a touch screen.
  if (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1) return 'mobile'
  return 'desktop'
}

/** `?device=mobile` in an address lowers the device; nothing raises it. */
export function isLowered(search: string): boolean {
  return new URLSearchParams(search).get('device') === 'mobile'
}
