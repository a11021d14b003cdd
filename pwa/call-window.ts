/** A call window: one page, and nothing of the app around it. */
import { createApp, watch } from 'vue'
import CallPage from './pages/CallPage.vue'
import { useCallWindow } from './stores/call-window.ts'

/** A server that takes longer is waited for by a page that says so, ms. */
const ANSWERING_MS = 150

const call = useCallWindow()

/** Resolves when the window knows what it is for, and a call that is answered is claimed. */
function underWay(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ANSWERING_MS)
    watch(
      () => call.window?.doing,
      (doing) => {
        if (doing !== 'idle' && doing !== 'claiming') setTimeout(resolve)
      },
      { immediate: true },
    )
  })
}

// Socket, camera and connection come first: drawing takes as long as an answer's way to the caller.
void call.open()
await underWay()
createApp(CallPage).mount('#app')
