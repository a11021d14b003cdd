/** Installing Peal, where the browser offers it (Chromium's `beforeinstallprompt`). */

/** Not in the DOM's types: only Chromium has it. */
export interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

/** Whether the browser offers to install Peal, and its asking. */
export interface Install {
  /** The browser offers to install, and was not asked yet. */
  readonly offered: boolean
  /** Calls `changed` at each change of `offered`; returns how to stop. */
  watch(changed: (offered: boolean) => void): () => void
  /** Shows the browser's question; an offer is good for one. False when it was declined. */
  install(): Promise<boolean>
}

/**
 * Begins to listen. The event comes once, early, perhaps before anything is drawn: call this as the
 * first thing that a page does.
 */
export function listenForInstall(
  page: Pick<Window, 'addEventListener'> = window,
  prevent = (event: Event) => event.preventDefault(),
): Install {
  let offer: InstallPromptEvent | null = null
  const watchers = new Set<(offered: boolean) => void>()
  function become(next: InstallPromptEvent | null) {
    offer = next
    for (const changed of watchers) changed(next !== null)
  }
  page.addEventListener('beforeinstallprompt', (event) => {
    // Otherwise the browser may show its own bar at a moment of its own.
    prevent(event)
    become(event as InstallPromptEvent)
  })
  page.addEventListener('appinstalled', () => become(null))
  return {
    get offered() {
      return offer !== null
    },
    watch(changed) {
      watchers.add(changed)
      return () => void watchers.delete(changed)
    },
    async install() {
      const asked = offer
      if (asked === null) return false
      become(null)
      return (await asked.prompt()).outcome === 'accepted'
    },
  }
}
