/**
 * The call of this window, without Vue: what is known of it, and what it can be told. The window's first screen needs
 * nothing else, so that the script before the first picture stays small. The page's store is `call-window.ts`.
 */
import type { Person } from '../../protocol/people.ts'
import type { CallEngine } from '../call/call-engine.ts'
import type { EngineView } from '../call/engine-view.ts'
import { canCall } from '../platform/browser/support.ts'
import { goHome } from '../platform/handover/window-end.ts'
import { keptDeviceKind } from '../platform/kept-device.ts'
import { startEngine } from './browser-engine.ts'
import { readOpening } from './call-opening.ts'
import { findPerson } from './call-requests.ts'

/** Why there can be no call in this window, whatever was asked. */
export type Barrier = 'mobile' | 'unsupported'

/** What is known; replaced at every change. */
export interface CallFacts {
  /** What the engine shows; null before it is started. */
  readonly view: EngineView | null
  /** What is pressed is handed to it; null: there can be no call. */
  readonly engine: CallEngine | null
  readonly barrier: Barrier | null
  /** The person to be called, as soon as the server has told who that is. */
  readonly found: Person | null
  /** Nobody has the handle that was to be called. */
  readonly nobody: boolean
  /** A picture of the other side is shown. */
  readonly otherSeen: boolean
  /** The browser blocks the other side's sound until the page is pressed. */
  readonly otherBlocked: boolean
}

let facts: CallFacts = {
  view: null,
  engine: null,
  barrier: null,
  found: null,
  nobody: false,
  otherSeen: false,
  otherBlocked: false,
}
const watchers = new Set<() => void>()

/** The one call of this window. */
export const windowCall = {
  get facts(): CallFacts {
    return facts
  },

  /** Calls `changed` at each change of the facts, until what it returns is called. */
  watch(changed: () => void): () => void {
    watchers.add(changed)
    return () => watchers.delete(changed)
  },

  /** What the elements that play the other side have found out. */
  note(change: Partial<Pick<CallFacts, 'otherSeen' | 'otherBlocked'>>): void {
    learn(change)
  },

  /** Reads the address and begins. Once a window. */
  async open(): Promise<void> {
    if (keptDeviceKind() === 'mobile') return learn({ barrier: 'mobile' })
    if (!canCall()) return learn({ barrier: 'unsupported' })
    const engine = startEngine((view) => learn({ view }))
    learn({ engine, view: engine.view })
    const opening = await readOpening()
    engine.open(opening)
    if (!('target' in opening)) return
    const answer = await findPerson(opening.target.to)
    if (answer === null) learn({ nobody: true })
    else if (answer !== 'unknown') learn({ found: answer })
  },

  /** Closes the window, or where a script may not, goes to the contacts. */
  close(): void {
    facts.engine?.close()
    goHome()
  },
}

function learn(change: Partial<CallFacts>): void {
  facts = { ...facts, ...change }
  for (const changed of watchers) changed()
}

/** The other person of the call; null: not known yet. */
export function otherPerson({ view, found }: CallFacts): Person | null {
  const now = view?.window ?? null
  const call = now !== null && 'call' in now ? now.call : null
  return call?.peer ?? found
}

/** The other person's name, or their handle until that is known; empty: another calls. */
export function otherName(known: CallFacts): string {
  const now = known.view?.window ?? null
  const handle = now !== null && 'target' in now ? now.target?.to : undefined
  return otherPerson(known)?.name ?? handle ?? ''
}
