/** What may stand in `/call/new?to=`: a handle, or a `web+peal:` link that the system handed over. */
import * as v from 'valibot'
import { handle } from '../../../protocol/people.ts'

/** A link may come as `web+peal:ada` or, from programs that insist on it, `web+peal://ada/`. */
const LINK = /^web\+peal:(?:\/\/)?([^/?#]*)\/?$/i

/**
 * The handle that `to` names; null when it names none. Anybody can make such a link, so that it says
 * whom to call and nothing else: parameters and fragments make it invalid.
 */
export function calledHandle(to: string): string | null {
  const named = to.trim()
  const link = LINK.exec(named)
  const parsed = v.safeParse(handle, link ? link[1] : named)
  return parsed.success ? parsed.output : null
}
