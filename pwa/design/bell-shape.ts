/** The geometry of a bell seen from below, in units of a hundredth of the photo's diameter. */

/** Radii of standing rings, as multiples of the photo's radius: a bell's partials. */
export const PARTIALS = [1.2, 1.5, 2, 2.4, 3, 4, 4.8, 6, 8] as const

/** Each ring further out is this much fainter. */
const RING_FADE = 0.8

/** Width of the gap around the bead, px. */
const HALO_PX = 2.5

/** The lip's radius: 1.18 of the photo's. */
export const LIP = 59
/** How far the clapper hangs to the right and down: 45° on the lip. */
export const BEAD_AT = LIP * Math.SQRT1_2

/** The lip with a gap where the tied clapper stands. */
export const BROKEN_LIP = 'M20.18 55.44A59 59 0 1 1 55.44 20.18'

/** Where two clappers hang. */
export const TWO_BEADS = [
  { x: 47.65, y: 34.79 },
  { x: 34.79, y: 47.65 },
] as const

/** The radius of a bead and of its halo, for a photo of this diameter in px. */
export function beadOf(diameter: number): { readonly bead: number; readonly halo: number } {
  // 5.5 px up to a diameter of 36, 7.5 at 92, 9 from 176 on; between these it grows evenly.
  const grown = Math.min(5.5 + (diameter - 36) / 28, 7.5 + (diameter - 92) / 56, 9)
  const px = Math.max(5.5, grown)
  const unit = 100 / diameter
  return { bead: px * unit, halo: (px + HALO_PX) * unit }
}

/** Radius and opacity of the first `count` rings around a photo of this radius, px. */
export function ringsOf(
  radius: number,
  count: number,
): readonly { readonly r: number; readonly opacity: number }[] {
  return PARTIALS.slice(0, count).map((partial, index) => ({
    r: radius * partial,
    opacity: RING_FADE ** index,
  }))
}

const ALLOYS = ['#2F6657', '#3C5B66', '#5B5470', '#5E6256', '#7B5A2C', '#8A4A33'] as const

/** The colour behind the initials of somebody without a photo: one of six, always the same. */
export function alloyOf(handle: string): string {
  let hash = 7
  for (const letter of handle) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003
  return ALLOYS[hash % ALLOYS.length] ?? ALLOYS[0]
}

/** First letters of the first and the last word: "Ada Lovelace" → "AL". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = letterOf(words[0] ?? '')
  const last = words.length > 1 ? letterOf(words[words.length - 1] ?? '') : ''
  return (first + last).toUpperCase()
}

function letterOf(word: string): string {
  return /\p{L}|\p{N}/u.exec(word)?.[0] ?? ''
}
