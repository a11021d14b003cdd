/** Components that most pages never show: their code is loaded when first needed. */
import { shallowRef, toValue, watchEffect } from 'vue'
import type { Component, MaybeRefOrGetter, ShallowRef } from 'vue'

/** A load fails while the network or the server is away. */
const RETRY_MS = 5_000

/** The component, once `wanted` was true; null until its code is loaded, which is retried. */
export function useLazy(
  load: () => Promise<{ readonly default: Component }>,
  wanted: MaybeRefOrGetter<boolean>,
): Readonly<ShallowRef<Component | null>> {
  const component: ShallowRef<Component | null> = shallowRef(null)
  const attempt = () => {
    if (!toValue(wanted) || component.value !== null) return
    load().then(
      (module) => (component.value = module.default),
      () => setTimeout(attempt, RETRY_MS),
    )
  }
  watchEffect(attempt)
  return component
}
