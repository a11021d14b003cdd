/** Where the focus is in a page. */
import type { Locator } from 'playwright-core'
import { until } from './until.ts'

export function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => node === document.activeElement)
}

/** Waits until this element has it. */
export async function focused(element: Locator): Promise<void> {
  await until(`${String(element)} is focused`, () => isFocused(element))
}
