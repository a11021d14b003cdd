/** The name of the page that is open, for the window's title. */
import { ref, watchEffect } from 'vue'

/** The current page's name; null if the page sets the whole title by itself. */
export const pageTitle = ref<string | null>(null)

/** The number of unseen missed calls, shown before the name. */
export const titleCount = ref(0)

export function usePageTitle(title: () => string): void {
  watchEffect(() => (pageTitle.value = title()))
}
