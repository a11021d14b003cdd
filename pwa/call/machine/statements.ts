/** What a live window states to the server by itself: ready, media up, media lost. Pure. */
import { MEDIA_LOST_MS, SAY_AGAIN_MS } from './model.ts'
import type { Statement } from '../../../protocol/signals.ts'
import type { Live, WindowEffect, WindowStep } from './model.ts'
import { go } from './parts.ts'

/** What the server should know by now, by a key that is new when it has to be said. */
function statementsOf(live: Live, at: number): ReadonlyMap<string, Statement> {
  const { callId, legId } = live.ids
  const gen = live.peer?.gen ?? 0
  const found = new Map<string, Statement>()
  if (live.call.state === 'answering' && live.media.is === 'ready') {
    found.set(`ready ${String(gen)}`, { type: 'call.ready', callId, legId })
  }
  if (live.call.state === 'answering' && live.peer?.up === true) {
    found.set(`up ${String(gen)}`, { type: 'call.media', callId, legId, state: 'up' })
  }
  if (live.call.state === 'connected' && isLost(live, at)) {
    found.set(`lost ${String(gen)}`, { type: 'call.media', callId, legId, state: 'lost' })
  }
  return found
}

function isLost(live: Live, at: number): boolean {
  return live.lostSince !== null && at >= live.lostSince + MEDIA_LOST_MS
}

/** Makes the new statements, or all of them if `all` or after some time. */
export function makeStatements(live: Live, at: number, all: boolean): WindowStep<Live> {
  if (live.link !== 'open') return go(live)
  const statements = statementsOf(live, at)
  const again = all || at >= live.saidAt + SAY_AGAIN_MS
  const effects: WindowEffect[] = []
  for (const [key, message] of statements) {
    if (again || !live.said.includes(key)) effects.push({ type: 'send', message })
  }
  const said = [...statements.keys()]
  if (effects.length > 0) return go({ ...live, said, saidAt: at }, effects)
  return go(said.length < live.said.length ? { ...live, said } : live)
}
