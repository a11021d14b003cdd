import { browserName } from '../../platform/browser-name.ts'
import * as texts from '../../texts/texts.ts'

type WithBrands = Navigator & { readonly userAgentData?: { readonly brands: { brand: string }[] } }

/** What this browser is called, in a sentence. */
export function usedBrowser(navigator_: WithBrands = navigator): string {
  const brands = navigator_.userAgentData?.brands ?? []
  return browserName(navigator_.userAgent, brands).name ?? texts.callAsides.permission.thisBrowser
}
