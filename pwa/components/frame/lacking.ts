/** What this browser lacks for calls, in words. */
import { lackingForCalls } from '../../platform/browser/support.ts'
import * as texts from '../../texts/texts.ts'

/** One sentence; null if nothing is lacking. */
export function lackingSentence(): string | null {
  const t = texts.asides.unsupported
  const lacking = lackingForCalls(globalThis).map((feature) => t.features[feature])
  return lacking.length === 0 ? null : t.lacks(lacking.join(', '))
}
