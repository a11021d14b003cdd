/** A call window: one page, and nothing of the app around it. */
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import CallPage from './pages/CallPage.vue'
import { useSession } from './stores/session.ts'

const app = createApp(CallPage).use(createPinia())
if ((await useSession().known()) === 'out') {
  // The fragment may hold the call's secrets: it is not carried through a sign-in.
  const next = location.pathname + location.search
  location.replace(`/sign-in?${new URLSearchParams({ next }).toString()}`)
} else app.mount('#app')
