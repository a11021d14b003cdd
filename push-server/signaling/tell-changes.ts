/**
 * Tells pages that what they show may have changed. A page reads it again over HTTP, so that there is one way
 * in which data reaches it. Changes of a moment are told together.
 */
import type { ChangeOf, Changed } from '../../protocol/signals.ts'
import type { Clock } from '../clock.ts'
import type { PealSocket } from './peal-socket.ts'
import type { SocketRegistry } from './socket-registry.ts'

/** Changes within this time are told together. */
const COLLECT_MS = 200
/** What was told is told again after so many of these times, 1 s: who changes something without end floods nobody. */
const REST_TURNS = 5
/** When more people have changed, their names are left out. */
const MOST_HANDLES = 20
/**
 * What changed this long before a page connected is told to it, since it may have read before the change. A
 * page that comes back later reads everything again by itself.
 */
const RECENT_MS = 10_000
/** Recent changes that are kept at most; with more, a page that connects reads everything again. */
const MOST_RECENT = 200

/** For one member, or for all (null). */
interface Told {
  readonly memberId: string | null
  readonly what: ChangeOf
  readonly handle: string | undefined
  readonly at: number
}

export function createChangeTeller(registry: SocketRegistry, clock: Clock) {
  /** By kind. */
  const waiting = new Map<string, Told>()
  let recent: Told[] = []
  /** What was told lately, and after how many turns it is told again. */
  const resting = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined

  function isFor(socket: PealSocket, { memberId, what }: Told): boolean {
    const { identity } = socket
    if (identity === null || (what === 'admin' && !identity.admin)) return false
    return memberId === null || identity.memberId === memberId
  }

  /** Lately it was told, or so much of it that nobody was named. */
  function isResting(told: Told): boolean {
    return resting.has(kindOf(told)) || resting.has(kindOf({ ...told, handle: undefined }))
  }

  function flush(): void {
    timer = undefined
    for (const [kind, turns] of resting) {
      if (turns > 1) resting.set(kind, turns - 1)
      else resting.delete(kind)
    }
    const due = [...waiting].filter(([, each]) => !isResting(each))
    for (const [kind] of due) waiting.delete(kind)
    const told = joined(due.map(([, each]) => each))
    for (const each of told) resting.set(kindOf(each), REST_TURNS)
    if (resting.size > 0) timer = setTimeout(flush, COLLECT_MS)
    const now = clock.now()
    recent = [...recent.filter(({ at }) => now - at < RECENT_MS), ...told]
    if (recent.length > MOST_RECENT) recent = everything(recent, now)
    for (const each of told) {
      const text = textOf(each)
      const { memberId } = each
      const sockets = memberId === null ? registry.all() : registry.ofMember(memberId)
      for (const socket of sockets) if (isFor(socket, each)) socket.forward(text)
    }
  }

  return {
    changed(memberId: string | null, { what, handle }: Changed): void {
      const told: Told = { memberId, what, handle, at: clock.now() }
      const kind = kindOf(told)
      if (!waiting.has(kind)) waiting.set(kind, told)
      timer ??= setTimeout(flush, COLLECT_MS)
    },
    /** The page has connected: tells it what has changed lately. */
    catchUp(socket: PealSocket): void {
      const now = clock.now()
      for (const each of recent) {
        if (now - each.at < RECENT_MS && isFor(socket, each)) socket.forward(textOf(each))
      }
    },
    stop: () => clearTimeout(timer),
  }
}

/** What is told once in a while: to whom, of whom, and what. */
function kindOf({ memberId, what, handle }: Told): string {
  return JSON.stringify([memberId, what, handle])
}

function textOf({ what, handle }: Told): string {
  return JSON.stringify({ type: 'changed', what, handle } satisfies Changed)
}

/** One for each kind of change, which has everybody read all of it. */
function everything(changes: readonly Told[], at: number): Told[] {
  const kinds = [...new Set(changes.map(({ what }) => what))]
  return kinds.map((what) => ({ memberId: null, what, handle: undefined, at }))
}

/** Each once; without handles where there are too many. */
function joined(waiting: readonly Told[]): Told[] {
  const kinds = new Map<string, Map<string | undefined, Told>>()
  for (const told of waiting) {
    const kind = JSON.stringify([told.memberId, told.what])
    const handles = kinds.get(kind) ?? new Map<string | undefined, Told>()
    kinds.set(kind, handles.set(told.handle, told))
  }
  return [...kinds.values()].flatMap((handles) => {
    const all = [...handles.values()]
    const [first] = all
    if (first === undefined) return []
    const isEverybody = all.length > MOST_HANDLES || handles.has(undefined)
    return isEverybody ? [{ ...first, handle: undefined }] : all
  })
}
