/**
 * The call window's store: shows what the engine says. One window, one call, and nothing of the app's
 * stores: its script stays small.
 */
import { computed, ref, shallowRef } from 'vue'
import type { Person } from '../../protocol/people.ts'
import type { CallEngine } from '../call/call-engine.ts'
import type { EngineView } from '../call/engine-view.ts'
import { canCall } from '../platform/browser/support.ts'
import { goHome } from '../platform/handover/window-end.ts'
import { keptDeviceKind } from '../platform/kept-device.ts'
import { startEngine } from './browser-engine.ts'
import { readOpening } from './call-opening.ts'
import { findPerson } from './call-requests.ts'
import { store } from './store.ts'

export type { EngineView } from '../call/engine-view.ts'
export type { ConnectionDetails } from '../call/stats.ts'
export type { CallWindow, End } from '../call/machine/model.ts'

/** Why there can be no call in this window, whatever was asked. */
export type Barrier = 'mobile' | 'unsupported'

export const useCallWindow = store(() => {
  const view = shallowRef<EngineView | null>(null)
  const barrier = ref<Barrier | null>(null)
  /** The person to be called, as soon as the server has told who that is. */
  const found = shallowRef<Person | null>(null)
  /** Nobody has the handle that was to be called. */
  const nobody = ref(false)
  /** What is pressed is handed to it; null: there can be no call. */
  const engine = shallowRef<CallEngine | null>(null)

  const window_ = computed(() => view.value?.window ?? null)
  /** The other person of the call. */
  const person = computed<Person | null>(() => {
    const now = window_.value
    const call = now !== null && 'call' in now ? now.call : null
    return call?.peer ?? found.value
  })
  /** Whom the window was opened to call; null: another calls. */
  const handle = computed(() => {
    const now = window_.value
    return now !== null && 'target' in now ? (now.target?.to ?? null) : null
  })

  /** Reads the address and begins. Once a window. */
  async function open(): Promise<void> {
    if (keptDeviceKind() === 'mobile') barrier.value = 'mobile'
    else if (!canCall()) barrier.value = 'unsupported'
    if (barrier.value !== null) return
    const started = startEngine((next) => (view.value = next))
    engine.value = started
    view.value = started.view
    const opening = await readOpening()
    started.open(opening)
    if (!('target' in opening)) return
    const answer = await findPerson(opening.target.to)
    if (answer === null) nobody.value = true
    else if (answer !== 'unknown') found.value = answer
  }

  /** Closes the window, or where a script may not, goes to the contacts. */
  function close(): void {
    engine.value?.close()
    goHome()
  }

  return {
    view,
    window: window_,
    barrier,
    person,
    handle,
    nobody,
    engine,
    open,
    close,
  }
})
