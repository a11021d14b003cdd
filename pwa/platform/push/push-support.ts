/** Whether this browser supports push, as far as that can be told without a prompt. */
import { isApplePhone, type NavigatorLike } from '../browser/device-kind.ts'

/**
 * `home-screen`: on an iPhone or iPad, only as an app on the Home Screen. `none`: the browser has no
 * push for web pages, here or at all.
 */
export type PushSupport = 'supported' | 'home-screen' | 'none'

export interface SupportNavigator extends NavigatorLike {
  readonly serviceWorker?: unknown
  /** WebKit's: opened from the Home Screen. */
  readonly standalone?: boolean
}

/** Browser globals, handed in so that this can be tested without a browser. */
export interface PushSupportDeps {
  readonly isSecureContext: boolean
  readonly navigator: SupportNavigator
  readonly PushManager?: unknown
  readonly Notification?: unknown
}

/** Looks for features, never for a browser's name alone. */
export function pushSupport(deps: PushSupportDeps): PushSupport {
  const { navigator } = deps
  const has =
    deps.isSecureContext &&
    navigator.serviceWorker !== undefined &&
    deps.PushManager !== undefined &&
    deps.Notification !== undefined
  if (has) return 'supported'
  // All browsers there use WebKit, which hides push from pages that are not on the Home Screen.
  const inTab = isApplePhone(navigator) && navigator.standalone !== true
  return inTab && deps.isSecureContext ? 'home-screen' : 'none'
}
