/** Keeps the focus where people are, when what had it goes from the page. */
import { watch } from 'vue'

/**
 * When there are fewer than before and the focus fell to the page with one of them, `next` gets it,
 * and reading goes on from there. Nothing scrolls: who uses a pointer has not moved.
 */
export function useKeptFocus(
  count: () => number,
  next: () => HTMLElement | null | undefined,
): void {
  watch(
    count,
    (now, before) => {
      if (now >= before || document.activeElement !== document.body) return
      next()?.focus({ preventScroll: true })
    },
    { flush: 'post' },
  )
}
