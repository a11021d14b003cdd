/** The state of the hover card: whose it is, and which element it belongs to. */
import { shallowRef } from 'vue'
import type { Person } from '../../../protocol/people.ts'

/** The pointer or the focus has to rest on a name this long, ms. */
const OPEN_MS = 400
/** The card stays this long after the pointer left, ms: long enough to reach it. */
const CLOSE_MS = 200

export const hoverCard = shallowRef<{ person: Person; anchor: HTMLElement } | null>(null)

let timer = 0

function after(ms: number, work: () => void): void {
  window.clearTimeout(timer)
  timer = window.setTimeout(work, ms)
}

/** The pointer or the focus came to a name. */
export function enterName(person: Person, anchor: HTMLElement): void {
  if (hoverCard.value?.anchor === anchor) return stayOpen()
  after(OPEN_MS, () => (hoverCard.value = { person, anchor }))
}

/** It left the name or the card. */
export function leaveName(): void {
  after(CLOSE_MS, closeCard)
}

/** The pointer or the focus is in the card. */
export function stayOpen(): void {
  window.clearTimeout(timer)
}

export function closeCard(): void {
  window.clearTimeout(timer)
  hoverCard.value = null
}
