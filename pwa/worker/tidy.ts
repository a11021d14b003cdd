/**
 * Cleans up after an earlier worker, once, at the first event after the start: resumes rings whose
 * worker was stopped, closes notes that are over, and closes what is for a member who has gone.
 */
import type { Clock } from './clock.ts'
import type { Notices } from './notices.ts'
import type { Owner } from './owner.ts'
import type { RingLoops } from './ring-loops.ts'
import type { ServerClock } from './server-clock.ts'

export interface TidyDeps {
  readonly clock: Clock
  readonly serverClock: Pick<ServerClock, 'load' | 'now'>
  readonly owner: Pick<Owner, 'current'>
  readonly notices: Pick<Notices, 'shown' | 'closeOthers' | 'closeNotes' | 'closeRing'>
  readonly loops: Pick<RingLoops, 'run'>
}

/** Returns what every event calls. It never rejects, and resolves when all resumed rings are over. */
export function tidyOnce(deps: TidyDeps): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => (done ??= tidy(deps).catch((error: unknown) => reportError(error)))
}

async function tidy({ clock, serverClock, owner, notices, loops }: TidyDeps): Promise<void> {
  const found = await notices.shown()
  if (found.length === 0) return
  await notices.closeOthers(await owner.current())
  const nextMs = await notices.closeNotes()
  if (nextMs !== null) void clock.wait(nextMs - clock.now()).then(() => notices.closeNotes())
  await serverClock.load()
  const rings: Promise<void>[] = []
  for (const data of await notices.shown()) {
    // `run` ignores a ring that this worker shows already.
    if (data.kind === 'ring') rings.push(loops.run(data, { stands: true }))
    if (data.kind === 'test' && serverClock.now() >= data.endsAt) await notices.closeRing(data)
  }
  await Promise.all(rings)
}
