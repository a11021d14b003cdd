/** The parts of a window that hold its address. */
export interface AddressWindow {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'state' | 'replaceState'>
}

/** Replaces the address's path, without a new entry in the history. Best effort: browsers limit how often. */
export function showPath(
  path: string,
  { history }: Pick<AddressWindow, 'history'> = globalThis,
): void {
  try {
    history.replaceState(history.state, '', path)
  } catch (error) {
    reportError(error)
  }
}
