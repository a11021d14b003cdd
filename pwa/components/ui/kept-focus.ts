/** Keeps the focus near where it was when the focused element is removed. */
import { watch } from 'vue'

/**
 * When `count` drops and the focus was lost with a removed element, moves it to `next`, without
 * scrolling.
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
