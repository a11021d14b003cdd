/** Reads request bodies up to a limit, so that clients cannot fill the server's memory. */
import type { Context } from 'hono'
import { fail, ok, type Answer } from './answer.ts'

/** Largest JSON body in bytes: they contain names and tokens, nothing longer. */
const JSON_MAX_BYTES = 16_384

/**
 * The body; null as soon as it is known to be larger than `maxBytes`. Null, too, when the connection
 * breaks: no answer can reach the client then, and the server has nothing to log.
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

/**
 * The body as JSON. An empty body counts as `{}`, because some routes need no fields. A list is refused here, since
 * schemas would take it for an object without fields.
 */
export async function readJson(c: Context): Promise<Answer<unknown, 'invalid' | 'too-large'>> {
  const bytes = await readBytes(c, JSON_MAX_BYTES)
  if (bytes === null) return fail('too-large')
  if (bytes.length === 0) return ok({})
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'))
    return Array.isArray(json) ? fail('invalid') : ok(json)
  } catch {
    return fail('invalid')
  }
}
