import { thisBrowser } from '../../platform/browser/browser-name.ts'
import * as texts from '../../texts/texts.ts'

/** The name of this browser, for use in a sentence. */
export function usedBrowser(): string {
  return thisBrowser().name ?? texts.callAsides.permission.thisBrowser
}
