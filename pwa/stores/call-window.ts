/**
 * The call window's store, for its components: the facts of `window-call.ts`. One window, one call, and nothing of the
 * app's stores.
 */
import { computed, shallowRef } from 'vue'
import { store } from './store.ts'
import { otherName, otherPerson, windowCall } from './window-call.ts'

export type { EngineView } from '../call/engine-view.ts'
export type { ConnectionDetails } from '../call/stats.ts'
export type { CallWindow, End } from '../call/machine/model.ts'

export const useCallWindow = store(() => {
  const facts = shallowRef(windowCall.facts)
  windowCall.watch(() => (facts.value = windowCall.facts))

  return {
    view: computed(() => facts.value.view),
    window: computed(() => facts.value.view?.window ?? null),
    barrier: computed(() => facts.value.barrier),
    nobody: computed(() => facts.value.nobody),
    engine: computed(() => facts.value.engine),
    otherSeen: computed(() => facts.value.otherSeen),
    otherBlocked: computed(() => facts.value.otherBlocked),
    person: computed(() => otherPerson(facts.value)),
    name: computed(() => otherName(facts.value)),
    close: () => windowCall.close(),
  }
})
