/** How a doubtful name is shown: with the handle in brackets, which nobody else has. */

interface Named {
  readonly name: string
  readonly handle: string
}

/** The name with the handle beside it. */
export function markedName({ name, handle }: Named): string {
  return name + markOf(handle)
}

/**
 * The name alone, by which people are sorted and found. A name that itself ends so is always shown with another mark
 * behind it, so that nothing but the mark is taken away.
 */
export function bareName({ name, handle }: Named): string {
  const mark = markOf(handle)
  return name.endsWith(mark) ? name.slice(0, -mark.length) : name
}

const markOf = (handle: string) => ` (${handle})`
