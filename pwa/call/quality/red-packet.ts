/**
 * Packets of sound that repeat earlier ones (RFC 2198, "RED"). A browser puts one earlier packet into each by itself;
 * its receiver understands any number. Pure.
 */

/** An earlier packet, as it may be repeated. */
export interface Earlier {
  /** Its RTP time. */
  readonly time: number
  readonly bytes: Uint8Array
}

/** The header of a repeated packet: flag and type, how much earlier it was (14 bits), its length (10 bits). */
const HEADER = 4
const MOST_EARLIER = 1 << 14
const MOST_BYTES = 1 << 10
/** Other packets follow. */
const MORE = 0x80
const TYPE = 0x7f

/** The newest packet in a RED packet; null: it is not one. */
export function newestIn(red: Uint8Array): { type: number; bytes: Uint8Array } | null {
  let at = 0
  let skipped = 0
  for (;;) {
    const first = red[at]
    if (first === undefined) return null
    if ((first & MORE) === 0) {
      const from = at + 1 + skipped
      return from > red.length ? null : { type: first & TYPE, bytes: red.slice(from) }
    }
    skipped += (((red[at + 2] ?? 0) & 0x03) << 8) | (red[at + 3] ?? 0)
    at += HEADER
  }
}

/** Packs a packet behind the earlier ones, oldest first; those that do not fit the format are left out. */
export function pack(
  type: number,
  newest: Earlier,
  earlier: readonly Earlier[],
): Uint8Array<ArrayBuffer> {
  const ago = ({ time }: Earlier) => (newest.time - time) >>> 0
  const fitting = earlier.filter(
    (each) => each.bytes.length > 0 && each.bytes.length < MOST_BYTES && ago(each) < MOST_EARLIER,
  )
  const heads = fitting.flatMap((each) => {
    const { length } = each.bytes
    const offset = ago(each)
    return [MORE | type, offset >> 6, ((offset & 0x3f) << 2) | (length >> 8), length & 0xff]
  })
  const parts = [...fitting.map(({ bytes }) => bytes), newest.bytes]
  const head = heads.length + 1
  const packed = new Uint8Array(parts.reduce((size, { length }) => size + length, head))
  packed.set([...heads, type])
  let at = head
  for (const part of parts) {
    packed.set(part, at)
    at += part.length
  }
  return packed
}
