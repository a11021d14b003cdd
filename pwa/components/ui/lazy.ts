/** Components that most pages never show: their code is loaded when first needed. */
import { shallowRef, watchEffect } from 'vue'
import type { Component, ShallowRef } from 'vue'

/**
 * The component, once `wanted` was true; null until its code is loaded. A failed load is retried
 * when `wanted` becomes true again.
 */
export function useLazy(
  load: () => Promise<{ readonly default: Component }>,
  wanted: () => boolean,
): Readonly<ShallowRef<Component | null>> {
  const component: ShallowRef<Component | null> = shallowRef(null)
  watchEffect(() => {
    if (!wanted() || component.value !== null) return
    void load().then((module) => {
      component.value = module.default
    })
  })
  return component
}
