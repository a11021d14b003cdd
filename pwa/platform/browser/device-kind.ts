import type { DeviceKind } from '../../../protocol/people.ts'

/** What of `navigator` tells a phone from a desktop. */
export interface NavigatorLike {
  readonly userAgent: string
  readonly maxTouchPoints: number
  /** UA Client Hints, where the browser has them. */
  readonly userAgentData?: { readonly mobile: boolean }
}

const MOBILE_AGENT = /Android|Mobile|Tablet/i

/** An iPhone or an iPad; the latter may call itself a Macintosh, and no Mac has a touch screen. */
export function isApplePhone({ userAgent, maxTouchPoints }: NavigatorLike): boolean {
  return /iPhone|iPad|iPod/i.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1)
}

/**
 * The kind that this browser believes in. The server takes the stricter of this and of what the
 * headers say, and fixes it at sign-in. `lowered`: the person asked for a phone's view.
 */
export function deviceKind(navigator: NavigatorLike, lowered = false): DeviceKind {
  const { userAgent, userAgentData } = navigator
  const isMobile = userAgentData?.mobile === true || MOBILE_AGENT.test(userAgent)
  return lowered || isMobile || isApplePhone(navigator) ? 'mobile' : 'desktop'
}

/** `?device=mobile` in an address lowers the device; nothing raises it. */
export function isLowered(search: string): boolean {
  return new URLSearchParams(search).get('device') === 'mobile'
}
