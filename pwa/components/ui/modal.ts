/** A dialog over the page. The focus goes back to where it was, however the dialog goes. */
import { onBeforeUnmount, onMounted, type Ref } from 'vue'

/** Opens the dialog when it is mounted, and closes it before it leaves the document. */
export function useModal(dialog: Readonly<Ref<HTMLDialogElement | null>>): void {
  let before: Element | null = null
  let composing = false

  onMounted(() => {
    const element = dialog.value
    if (element === null) return
    before = document.activeElement
    // An Escape that belongs to an input method does not close the dialog.
    element.addEventListener('compositionstart', () => (composing = true))
    element.addEventListener('compositionend', () => (composing = false))
    element.addEventListener('cancel', (event) => {
      if (!composing) return
      event.preventDefault()
      event.stopImmediatePropagation()
    })
    element.showModal()
  })

  onBeforeUnmount(() => {
    // Only a dialog that is closed gives the focus back; one that is just removed loses it.
    if (dialog.value?.open === true) dialog.value.close()
    const isLost = document.activeElement === null || document.activeElement === document.body
    if (isLost && before instanceof HTMLElement && before.isConnected) {
      before.focus({ preventScroll: true })
    }
  })
}
