/** Components that most pages never show. */
import { createVNode, shallowRef, type Component, type FunctionalComponent } from 'vue'
import { loadCode } from '../../platform/load-code.ts'

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
