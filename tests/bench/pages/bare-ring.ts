/** The baseline of a ring: a text message arrives and the page opens a plain dialog. */
import { joinRoom, moment } from './page-relay.ts'

declare global {
  interface Window {
    /** Sends a text and returns when it was sent. */
    sendRing: () => number
    /** Resolves with the moment at which the next dialog is open. */
    nextDialog: () => Promise<number>
  }
}

const relay = await joinRoom()
let told: (at: number) => void = () => undefined

relay.hear(() => {
  document.querySelector('dialog')?.remove()
  const dialog = document.createElement('dialog')
  dialog.textContent = 'Incoming call'
  document.body.append(dialog)
  dialog.showModal()
  told(moment())
})

window.nextDialog = () => new Promise((seen) => (told = seen))
window.sendRing = () => {
  const at = moment()
  relay.send({ type: 'ring', from: 'Ada Lovelace' })
  return at
}
