/** Launches of the installed app: by its icon, a shortcut or a `web+peal:` link. */

interface LaunchParams {
  readonly targetURL?: string
}

/** Web App Launch Handler API, where the browser has it. */
export interface LaunchQueue {
  setConsumer(consumer: (params: LaunchParams) => void): void
}

/**
 * Navigates this window on launches: the manifest asks for `focus-existing`, which focuses an open
 * window. Only for the app's windows, so that a launch cannot end a call.
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
    // This launch opened the window, which is there already.
    if (target.href === here.href) return
    deps.go(target.pathname + target.search + target.hash)
  })
}
