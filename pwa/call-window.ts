/** A call window: one page, and nothing of the app around it. */
import { createApp } from 'vue'
import CallPage from './pages/CallPage.vue'

createApp(CallPage).mount('#app')
