/** Brings this page into the language that its member chose, on this device or another. Loaded late. */
import { watch } from 'vue'
import { pageLanguage } from '../platform/browser/page-language.ts'
import { languageIsRight, switchLanguage } from '../platform/installed/language-switch.ts'
import { pageTimer } from '../platform/timer.ts'
import { useCalls } from './calls.ts'
import { useSession } from './session.ts'

/** Loads this page again at a moment that loses nothing. */
export function followLanguage(page: Document = document): void {
  const session = useSession()
  const calls = useCalls()

  function look(): void {
    const wanted = session.language
    if (wanted === null || session.state !== 'in') return
    if (wanted === pageLanguage()) return languageIsRight()
    if (calls.live !== null || isInUse(page)) return
    void switchLanguage(wanted, {
      reload: () => location.reload(),
      timer: pageTimer,
      workers: 'serviceWorker' in navigator ? navigator.serviceWorker : undefined,
    })
  }

  watch([() => session.language, () => calls.live], look, { immediate: true })
  for (const event of ['focusout', 'visibilitychange']) page.addEventListener(event, look)
}

/** A dialog is open, or something was typed into a field that has the focus. */
function isInUse(page: Document): boolean {
  const { activeElement } = page
  const typed =
    activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement
      ? activeElement.value
      : ''
  return typed !== '' || page.querySelector('dialog[open]') !== null
}
