/** Parts that most pages never show: their code comes when they are wanted first. */
import { shallowRef, watchEffect } from 'vue'
import type { Component, ShallowRef } from 'vue'

/**
 * The component, once `wanted` was true; null until its code is there. What could not be loaded is
 * tried again when it is wanted again.
 */
export function useLazy(
  load: () => Promise<{ readonly default: Component }>,
  wanted: () => boolean,
): Readonly<ShallowRef<Component | null>> {
  const component: ShallowRef<Component | null> = shallowRef(null)
  watchEffect(() => {
    if (!wanted() || component.value !== null) return
    load().then(
      (module) => (component.value = module.default),
      (cause: unknown) => console.warn('peal: a part of the page could not be loaded', cause),
    )
  })
  return component
}
