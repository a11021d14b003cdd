/** What this engine's notifications can do, by its features, never by its name. */
export interface Abilities {
  /** Two buttons. */
  readonly actions: boolean
  /** It stays until somebody presses or closes it. */
  readonly stays: boolean
  /** The system's own look of an incoming call, with its own sound and its own way to refuse. */
  readonly callStyle: boolean
  /**
   * How it is made to ring again: shown anew under its tag, closed and shown again, or not at all.
   */
  readonly repeats: 'renotify' | 'again' | 'none'
  /** A notification that replaces one of the same tag can sound. */
  readonly renotify: boolean
}

/** `Notification` itself, as an engine has it. */
export interface NotificationClass {
  readonly maxActions?: number
  readonly prototype: object
}

/** What this engine's notifications can do; undefined: it has none. */
export function abilitiesOf(notification: NotificationClass | undefined): Abilities {
  const has = (name: string) => notification !== undefined && name in notification.prototype
  const actions = (notification?.maxActions ?? 0) >= 2
  const renotify = has('renotify')
  const callStyle = actions && has('scenario')
  return {
    actions,
    stays: has('requireInteraction'),
    callStyle,
    renotify,
    // An engine with neither buttons nor `renotify` may fail to close a notification.
    repeats: callStyle || !(renotify || actions) ? 'none' : renotify ? 'renotify' : 'again',
  }
}

/** What they can do for a ring, for the texts of Settings; null: this browser has none. */
export function notificationAbilities(
  deps: { readonly Notification?: NotificationClass } = globalThis,
) {
  if (deps.Notification === undefined) return null
  const { actions, callStyle, repeats } = abilitiesOf(deps.Notification)
  return { answers: actions, repeats: callStyle ? ('system' as const) : repeats !== 'none' }
}
