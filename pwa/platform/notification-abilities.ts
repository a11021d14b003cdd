/** What this browser's notifications can do for a ring, by their features. */
export interface NotificationAbilities {
  /** Answer and Decline stand on the notification. */
  readonly answers: boolean
  /** It can ring again while the call rings. */
  readonly repeats: boolean
}

interface NotificationLike {
  readonly maxActions?: number
  readonly prototype: object
}

/** The two buttons of a ring. */
const BUTTONS = 2

/** Null: this browser has no notifications. */
export function notificationAbilities(
  globals: { readonly Notification?: NotificationLike } = globalThis,
): NotificationAbilities | null {
  const Class = globals.Notification
  if (Class === undefined) return null
  return {
    answers: (Class.maxActions ?? 0) >= BUTTONS,
    // Engines that let a notification stay let it be shown again, too; Safari does neither.
    repeats: 'renotify' in Class.prototype || 'requireInteraction' in Class.prototype,
  }
}
