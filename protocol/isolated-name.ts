/** Names in texts of the other direction, where there is no markup to keep them apart. */

/** Letters of scripts that are written from right to left. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * The name between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode, annex 9), so that it does not reorder
 * the text around it, which has this direction; unchanged where nothing could be reordered.
 */
export function isolatedName(name: string, dir: string): string {
  const mayReorder = dir === 'rtl' || RIGHT_TO_LEFT.test(name)
  return mayReorder ? `\u2068${name}\u2069` : name
}
