import { lackingForCalls } from '../../platform/browser/support.ts'
import * as texts from '../../texts/texts.ts'

/** What this browser lacks for calls, as a sentence; null if nothing. */
export function lackingSentence(): string | null {
  const t = texts.asides.unsupported
  const lacking = lackingForCalls(globalThis).map((feature) => t.features[feature])
  return lacking.length === 0 ? null : t.lacks(lacking)
}
