/**
 * What a worker finds when it starts: rings whose worker was stopped, notes that are over, and what
 * is for a member who is gone. Done once, at the first event after the start.
 */
import type { Clock } from './clock.ts'
import type { Notices } from './notices.ts'
import type { Owner } from './owner.ts'
import type { RingLoops } from './ring-loops.ts'
import type { ServerClock } from './server-clock.ts'

/** What is looked through. */
export interface TidyParts {
  readonly clock: Clock
  readonly serverClock: Pick<ServerClock, 'load' | 'now'>
  readonly owner: Pick<Owner, 'current'>
  readonly notices: Pick<Notices, 'standing' | 'closeOthers' | 'closeNotes' | 'closeRing'>
  readonly loops: Pick<RingLoops, 'run'>
}

/** Returns what every event calls; never rejects, and resolves when all rings that were found are over. */
export function tidyOnce(parts: TidyParts): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => (done ??= tidy(parts).catch((error: unknown) => reportError(error)))
}

async function tidy({ clock, serverClock, owner, notices, loops }: TidyParts): Promise<void> {
  const found = await notices.standing()
  if (found.length === 0) return
  await notices.closeOthers(await owner.current())
  const nextMs = await notices.closeNotes()
  if (nextMs !== null) {
    void clock.wait(nextMs - clock.now()).then(() => notices.closeNotes())
  }
  await serverClock.load()
  const rings: Promise<void>[] = []
  for (const data of await notices.standing()) {
    // One that this worker shows meanwhile is looked after already.
    if (data.kind === 'ring') rings.push(loops.run(data, { stands: true }))
    if (data.kind === 'test' && serverClock.now() >= data.endsAt) await notices.closeRing(data)
  }
  await Promise.all(rings)
}
