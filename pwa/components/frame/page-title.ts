/** The name of the page that is open, for the window's title. */
import { ref, watchEffect } from 'vue'

/** What the present page is called; null: it sets the whole title by itself, as a call window does. */
export const pageTitle = ref<string | null>(null)

/** The count before it: missed calls that were not seen. */
export const titleCount = ref(0)

/** To be called in a page's setup. */
export function usePageTitle(title: () => string): void {
  watchEffect(() => {
    pageTitle.value = title()
  })
}
