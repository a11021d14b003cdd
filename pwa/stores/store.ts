/** What the app's components share. */
import { effectScope, reactive, type UnwrapNestedRefs } from 'vue'

/**
 * Declares a store: made by `setup` at its first use, then the same for the whole page, with its refs unwrapped.
 * Its watchers outlive the component that used it first. (Pinia would make the contact list's script 2.7 KiB larger.)
 */
export function store<T extends object>(setup: () => T): () => UnwrapNestedRefs<T> {
  const scope = effectScope(true)
  let made: UnwrapNestedRefs<T> | undefined
  return () => {
    made ??= scope.run(() => reactive(setup()))
    if (made === undefined) throw new Error('the scope of a store was stopped')
    return made
  }
}
