/** Whether the page is visible and its window has the focus: one behind another, or on a locked screen, is not seen. */
export function isSeen(page: Pick<Document, 'visibilityState' | 'hasFocus'>): boolean {
  return page.visibilityState === 'visible' && page.hasFocus()
}

/** Whether somebody sees this page, and whether the browser lets it play sound. */
export interface Attention {
  /** See `isSeen`. */
  readonly visible: boolean
  readonly canSound: boolean
}

/** The parts of the page that are looked at. */
export interface AttentionDeps {
  readonly document: Pick<
    Document,
    'visibilityState' | 'hasFocus' | 'addEventListener' | 'removeEventListener'
  >
  readonly window: Pick<Window, 'addEventListener' | 'removeEventListener'>
  readonly navigator: {
    readonly userActivation?: { readonly hasBeenActive: boolean }
    /** Autoplay Policy Detection, in Firefox. */
    readonly getAutoplayPolicy?: (type: 'audiocontext') => string
  }
}

export type AttentionWatch = ReturnType<typeof watchAttention>

const TOUCHES = ['pointerdown', 'keydown'] as const
const FOCUS = ['focus', 'blur'] as const

/**
 * Calls `changed` whenever visibility or the ability to sound changes, until it is stopped. Chromium lets a page sound once
 * it has been touched (HTML, "sticky activation").
 */
export function watchAttention(
  changed: (attention: Attention) => void,
  deps: AttentionDeps = { document, window, navigator },
) {
  let proved = false
  let failed = false
  const now = (): Attention => ({
    visible: isSeen(deps.document),
    canSound:
      !failed &&
      (proved ||
        deps.navigator.userActivation?.hasBeenActive === true ||
        deps.navigator.getAutoplayPolicy?.('audiocontext') === 'allowed'),
  })
  let last = now()
  const look = (): void => {
    const next = now()
    if (next.visible === last.visible && next.canSound === last.canSound) return
    last = next
    changed(next)
  }
  deps.document.addEventListener('visibilitychange', look)
  for (const type of [...TOUCHES, ...FOCUS]) deps.window.addEventListener(type, look)
  return {
    now,
    /** An AudioContext of this page runs and its clock moves, which proves that it can sound. */
    soundProved() {
      proved = true
      failed = false
      look()
    },
    /** A tone should sound, and does not, whatever the browser says. */
    soundFailed() {
      failed = true
      look()
    },
    stop() {
      deps.document.removeEventListener('visibilitychange', look)
      for (const type of [...TOUCHES, ...FOCUS]) deps.window.removeEventListener(type, look)
    },
  }
}
