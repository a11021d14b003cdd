/** The count on the installed app's icon, where the browser and the system have one (Badging API). */

/** Not in every browser's navigator. */
interface BadgeNavigator {
  readonly setAppBadge?: (count: number) => Promise<void>
  readonly clearAppBadge?: () => Promise<void>
}

/** 0 removes the badge. A system without badges refuses, which needs no report. */
export function setBadge(count: number, page: BadgeNavigator = navigator): void {
  const set = async () => (count > 0 ? page.setAppBadge?.(count) : page.clearAppBadge?.())
  set().catch(() => undefined)
}
