/**
 * What this browser's notifications can do for a ring, for the texts of Settings. The worker makes the
 * ring (worker/ring-options.ts); a test keeps the two consistent.
 */
export interface NotificationAbilities {
  /** Answer and Decline stand on the notification. */
  readonly answers: boolean
  /** It rings again while the call rings; `system`: as the system rings for any call. */
  readonly repeats: boolean | 'system'
}

interface NotificationLike {
  readonly maxActions?: number
  readonly prototype: object
}

/** The two buttons of a ring. */
const BUTTONS = 2

/** Null: this browser has no notifications. */
export function notificationAbilities(
  deps: { readonly Notification?: NotificationLike } = globalThis,
): NotificationAbilities | null {
  const Class = deps.Notification
  if (Class === undefined) return null
  const answers = (Class.maxActions ?? 0) >= BUTTONS
  const system = answers && 'scenario' in Class.prototype
  return { answers, repeats: system ? 'system' : answers || 'renotify' in Class.prototype }
}
