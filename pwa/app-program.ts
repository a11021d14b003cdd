/** The app's windows: contacts, calls, settings, and the gate before them. */
import { createApp } from 'vue'
import App from './App.vue'
import { goTo, startRouter } from './components/frame/router.ts'
import { appInstall } from './platform/installed/install.ts'
import { followLaunches, type LaunchQueue } from './platform/installed/launch.ts'
import { followWorker } from './platform/installed/worker-messages.ts'
import { routerDeps } from './routes.ts'

declare global {
  interface Window {
    /** Web App Launch Handler API, where the browser has it. */
    readonly launchQueue?: LaunchQueue
  }
}

appInstall.listen(window)
createApp(App).mount('#app')
followLaunches({
  launchQueue: window.launchQueue,
  here: () => location.href,
  go: (path) => void goTo(path),
})
followWorker(navigator.serviceWorker, (path) => void goTo(path))
// Not awaited: the pages' code waits for this module, and would wait for ever.
void startRouter(routerDeps)
