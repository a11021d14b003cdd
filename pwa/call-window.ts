/** A call window: one page, and nothing of the app around it. */
import { createApp } from 'vue'
import CallPage from './pages/CallPage.vue'
import { useCallWindow } from './stores/call-window.ts'

// Socket, camera and connection open while the page is drawn.
void useCallWindow().open()
createApp(CallPage).mount('#app')
