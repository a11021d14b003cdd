/** Keyboard navigation in menus: arrows, Home and End; Tab closes the menu. */
const entriesOf = (menu: Element): HTMLElement[] => [
  ...menu.querySelectorAll<HTMLElement>('[role=menuitem]'),
]

export function focusFirst(menu: Element | null): void {
  if (menu !== null) entriesOf(menu)[0]?.focus()
}

/** A listener of `keydown` for the element around the entries. */
export function walkMenu(event: KeyboardEvent): void {
  if (!(event.currentTarget instanceof Element)) return
  if (event.key === 'Tab') event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
  const all = entriesOf(event.currentTarget)
  const at = all.findIndex((entry) => entry === document.activeElement)
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: all.length - 1,
  }
  const to = steps[event.key]
  if (to === undefined) return
  event.preventDefault()
  all[(to + all.length) % all.length]?.focus()
}
