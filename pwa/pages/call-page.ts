/** Draws the call window's page: Vue, its components, and whatever they need. */
import { createApp } from 'vue'
import CallPage from './CallPage.vue'

/** In the place of what is in `root`, within this moment. */
export function showCallPage(root: Element): void {
  createApp(CallPage).mount(root)
}
