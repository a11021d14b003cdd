/** Parts that most pages never show: their code comes when they are wanted first. */
import { shallowRef, watchEffect } from 'vue'
import type { Component, ShallowRef } from 'vue'

/**
 * The component, once `wanted` was true; null until its code is there. What could not be loaded is
 * tried again when it is wanted again; the browser tells why it could not.
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
