import { thisBrowser, type NamedNavigator } from '../../platform/browser/browser-name.ts'
import * as texts from '../../texts/texts.ts'

/** The name of this browser, for use in a sentence. */
export function usedBrowser(navigator_: NamedNavigator = navigator): string {
  return thisBrowser(navigator_).name ?? texts.callAsides.permission.thisBrowser
}
