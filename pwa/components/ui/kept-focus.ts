/** Keeps the focus near where it was, and moves it to where something is to be corrected. */
import { nextTick, toValue, watch, type MaybeRefOrGetter } from 'vue'

/**
 * When `count` drops and the focus was lost with a removed element, moves it to `next`, without
 * scrolling.
 */
export function useKeptFocus(
  count: () => number,
  next: MaybeRefOrGetter<HTMLElement | null | undefined>,
): void {
  watch(
    count,
    (now, before) => {
      if (now >= before || document.activeElement !== document.body) return
      toValue(next)?.focus({ preventScroll: true })
    },
    { flush: 'post' },
  )
}

/** Focuses the first invalid field of a form, after it has been marked as such. */
export async function focusWrong(form: HTMLElement | null): Promise<void> {
  await nextTick()
  form?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
}
