/** Reading request bodies with a bound, so that no client makes the server hold more than asked for. */
import type { Context } from 'hono'

/** A JSON body's largest size in bytes: names and tokens, nothing longer. */
const JSON_MAX_BYTES = 16_384

/**
 * The body, or null as soon as it is known to be larger than `maxBytes`. Null, too, when it breaks
 * off: whatever is answered then reaches nobody, and a stranger's lost connection is no fault of ours.
 */
export async function readBytes(c: Context, maxBytes: number): Promise<Buffer | null> {
  const said = Number(c.req.header('content-length') ?? 0)
  if (said > maxBytes) return null
  const stream: ReadableStream<Uint8Array> | null = c.req.raw.body
  if (stream === null) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = stream.getReader()
  for (;;) {
    const part = await reader.read().catch(() => null)
    if (part === null) return null
    const { done, value } = part
    if (done) return Buffer.concat(chunks, size)
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return null
    }
    chunks.push(value)
  }
}

/** The body as JSON. An empty body is `{}`, since some routes ask for nothing. */
export async function readJson(
  c: Context,
): Promise<{ ok: true; json: unknown } | { ok: false; code: 'too-large' | 'invalid' }> {
  const bytes = await readBytes(c, JSON_MAX_BYTES)
  if (bytes === null) return { ok: false, code: 'too-large' }
  if (bytes.length === 0) return { ok: true, json: {} }
  try {
    return { ok: true, json: JSON.parse(bytes.toString('utf8')) as unknown }
  } catch {
    return { ok: false, code: 'invalid' }
  }
}
