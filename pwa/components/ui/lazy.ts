/** Code that most pages never need, which is loaded when it is first needed. */
import { createVNode, shallowRef, type Component, type FunctionalComponent } from 'vue'

/** A load fails while the network or the server is away. */
const RETRY_MS = 5_000

/** Loads code; tries again until it is there. */
export function loadCode<Module>(load: () => Promise<Module>): Promise<Module> {
  return load().catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    return loadCode(load)
  })
}

/**
 * A component whose code is loaded when it is first shown; it is empty until then. (Vue's own
 * `defineAsyncComponent` would make every page's script larger.)
 */
export function lazy<C extends Component>(load: () => Promise<{ readonly default: C }>): C {
  const component = shallowRef<Component | null>(null)
  let loading: Promise<unknown> | null = null
  const Lazy: FunctionalComponent = (props, { slots }) => {
    loading ??= loadCode(load).then((module) => (component.value = module.default))
    return component.value && createVNode(component.value, props, slots)
  }
  Lazy.inheritAttrs = false
  return Lazy as Component as C
}
