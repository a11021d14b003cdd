/**
 * Presence is asked for the people on screen and no others: `v-on-screen="handle"` marks an element
 * that shows somebody.
 */
import type { Directive } from 'vue'
import { MAX_WATCHED } from '../../../protocol/signals.ts'
import { useCalls } from '../../stores/calls.ts'

/** Debounce while scrolling: presence is requested once the list rests this long, ms. */
const REST_MS = 150

const shown = new Set<Element>()
const handles = new WeakMap<Element, string>()
let timer = 0
let observer: IntersectionObserver | null = null

function changed(): void {
  window.clearTimeout(timer)
  timer = window.setTimeout(() => {
    const seen = new Set([...shown].flatMap((element) => handles.get(element) ?? []))
    useCalls().watch([...seen].slice(0, MAX_WATCHED))
  }, REST_MS)
}

function observe(): IntersectionObserver {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) shown.add(target)
      else shown.delete(target)
    }
    changed()
  })
  return observer
}

export const vOnScreen: Directive<HTMLElement, string> = {
  mounted(element, { value }) {
    handles.set(element, value)
    observe().observe(element)
  },
  updated(element, { value, oldValue }) {
    if (value === oldValue) return
    handles.set(element, value)
    changed()
  },
  unmounted(element) {
    observer?.unobserve(element)
    if (shown.delete(element)) changed()
  },
}
