/** The program of a call window: one page, without the rest of the app. */
import { createApp, watch } from 'vue'
import CallPage from './pages/CallPage.vue'
import { useCallWindow } from './stores/call-window.ts'

/** If the server takes longer, the page is drawn and says that it waits, ms. */
const ANSWERING_MS = 150

const call = useCallWindow()

function isKnown(): boolean {
  const doing = call.window?.doing
  return doing !== 'idle' && doing !== 'claiming'
}

/** Resolves when the window knows what it was opened for, and has claimed a call that it answers. */
function underWay(): Promise<void> {
  if (isKnown()) return Promise.resolve()
  return new Promise((resolve) => {
    setTimeout(resolve, ANSWERING_MS)
    watch(isKnown, () => setTimeout(resolve), { once: true })
  })
}

// Socket, camera and connection start first: drawing the page would delay the answer noticeably.
void call.open()
await underWay()
createApp(CallPage).mount('#app')
