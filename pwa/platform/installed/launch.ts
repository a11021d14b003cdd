/** Launches of the installed app: by its icon, a shortcut or a `web+peal:` link. */

interface LaunchParams {
  readonly targetURL?: string
}

/** Web App Launch Handler API, where the browser has it. */
export interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void
}

/**
 * Follows launches into this window (the manifest asks for `focus-existing`: the window is brought to
 * the front and told where to). For the app's windows alone: nobody loses a call to a launch.
 */
export function followLaunches(deps: {
  launchQueue: LaunchQueue | undefined
  /** Address of this window now. */
  here: () => string
  /** Goes to a path of this app, query and fragment included. */
  go: (path: string) => void
}): void {
  deps.launchQueue?.setConsumer(({ targetURL }) => {
    if (targetURL === undefined) return
    const here = new URL(deps.here())
    const target = new URL(targetURL, here)
    if (target.origin !== here.origin) return
    // The launch that opened this window has led here already; going on would undo what it did.
    if (target.href === here.href) return
    deps.go(target.pathname + target.search + target.hash)
  })
}
