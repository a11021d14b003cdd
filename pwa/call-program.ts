/** A call window: one page, and nothing of the app around it. */
import { createApp, watch } from 'vue'
import CallPage from './pages/CallPage.vue'
import { useCallWindow } from './stores/call-window.ts'

/** A server that takes longer is waited for by a page that says so, ms. */
const ANSWERING_MS = 150

const call = useCallWindow()

function isKnown(): boolean {
  const doing = call.window?.doing
  return doing !== 'idle' && doing !== 'claiming'
}

/** Resolves when the window knows what it is for, and a call that is answered is claimed. */
function underWay(): Promise<void> {
  if (isKnown()) return Promise.resolve()
  return new Promise((resolve) => {
    setTimeout(resolve, ANSWERING_MS)
    watch(isKnown, () => setTimeout(resolve), { once: true })
  })
}

// Socket, camera and connection come first: drawing takes as long as an answer's way to the caller.
void call.open()
await underWay()
createApp(CallPage).mount('#app')
