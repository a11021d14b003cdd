/** Installing Peal, where the browser offers it (Chromium's `beforeinstallprompt`). */

/** Not in the DOM's types: only Chromium has it. */
export interface InstallPromptEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

/** The browser's offer to install Peal. */
export class InstallOffer {
  #offer: InstallPromptEvent | null = null
  readonly #watchers = new Set<(offered: boolean) => void>()

  /**
   * The event comes once, early, perhaps before anything is drawn: call this as the first thing that
   * a page does.
   */
  listen(page: Pick<EventTarget, 'addEventListener'>): void {
    page.addEventListener('beforeinstallprompt', (event) => {
      // Otherwise the browser may show its own bar at a moment of its own.
      event.preventDefault()
      this.#set(event as InstallPromptEvent)
    })
    page.addEventListener('appinstalled', () => this.#set(null))
  }

  /** The browser offers to install, and was not asked yet. */
  get offered(): boolean {
    return this.#offer !== null
  }

  /** Calls `changed` at each change of `offered`; returns how to stop. */
  watch(changed: (offered: boolean) => void): () => void {
    this.#watchers.add(changed)
    return () => void this.#watchers.delete(changed)
  }

  /** The offer, which is good for one question; null: there is none. */
  take(): InstallPromptEvent | null {
    const offer = this.#offer
    if (offer !== null) this.#set(null)
    return offer
  }

  #set(offer: InstallPromptEvent | null): void {
    this.#offer = offer
    for (const changed of this.#watchers) changed(this.offered)
  }
}

/** This page's one offer; `app-program.ts` lets it listen. */
export const appInstall = new InstallOffer()
