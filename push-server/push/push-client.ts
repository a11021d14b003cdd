/**
 * Sends requests to push services: over keep-alive connections, within 5 s in all, reading a bounded
 * answer, without following redirects, and to public addresses only.
 */
import type { Agent, Dispatcher, ProxyAgent, request as undiciRequest } from 'undici'
import { errorCode } from '../error-code.ts'
import { publicLookup, trustEndpoint, type LookUpAll } from './endpoint-check.ts'

/** Timeout of a request, including its answer. */
const TOTAL_MS = 5_000
/** Of an answer that are read. */
const MAX_ANSWER_BYTES = 65_536
/** Characters of an answer that are shown to people. */
const WORD_LENGTH = 200
/** Keep-alive connections to one service. */
const CONNECTIONS = 16
const KEEP_ALIVE_MS = 55_000

/** One encrypted message for one subscription. */
export interface PushRequest {
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** The result of one request. */
export type PushAnswer =
  | {
      readonly ok: true
      readonly status: number
      /** How long the service asks to wait, ms. */
      readonly retryAfterMs: number | null
      /** The beginning of its answer. */
      readonly word: string
    }
  /** No answer: an error code such as ECONNREFUSED, UND_ERR_ABORTED or EADDRNOTPUBLIC. */
  | { readonly ok: false; readonly code: string }

interface PushClientDeps {
  /** Origins that the administrator added; their addresses need not be public. */
  readonly listed: readonly string[]
  readonly proxy: string | null
  readonly wall: () => number
  readonly lookUp?: LookUpAll
  /** PEM of the trusted certificate authorities; default: the system's. */
  readonly authorities?: string
  readonly totalMs?: number
}

/** Sends requests to push services. */
export type PushClient = ReturnType<typeof createPushClient>

interface Connections {
  readonly request: typeof undiciRequest
  readonly known: Agent | ProxyAgent
  readonly listed: Agent | ProxyAgent
}

/** Creates a client; it opens no connection before the first request. */
export function createPushClient(deps: PushClientDeps) {
  const { totalMs = TOTAL_MS } = deps
  let connections: Promise<Connections> | null = null
  // Loaded when first needed, since it takes longer to load than the rest of push.
  const open = () => (connections ??= openConnections(deps))

  async function ask({ endpoint, headers, body }: PushRequest): Promise<PushAnswer> {
    const trust = trustEndpoint(endpoint, deps.listed)
    if (trust === null) return { ok: false, code: 'EHOSTNOTLISTED' }
    const { request, known, listed } = await open()
    const response = await request(endpoint, {
      method: 'POST',
      headers,
      body,
      dispatcher: trust === 'known' ? known : listed,
      signal: AbortSignal.timeout(totalMs),
    })
    const retryAfterMs = readRetryAfter(response.headers['retry-after'], deps.wall())
    return {
      ok: true,
      status: response.statusCode,
      retryAfterMs,
      word: await readWord(response.body),
    }
  }

  return {
    /** Never rejects. */
    async send(request: PushRequest): Promise<PushAnswer> {
      try {
        return await ask(request)
      } catch (error) {
        return { ok: false, code: faultOf(error) }
      }
    },
    async close(): Promise<void> {
      if (connections === null) return
      const { known, listed } = await connections
      await Promise.all([known.destroy(), listed.destroy()])
    },
  }
}

async function openConnections({
  proxy,
  lookUp,
  authorities,
}: PushClientDeps): Promise<Connections> {
  const { Agent, ProxyAgent, request } = await import('undici')
  const tls = { ca: authorities }
  const pool = {
    connections: CONNECTIONS,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // HTTP/2 takes three times the CPU.
    allowH2: false,
  }
  if (proxy !== null) {
    // The proxy looks names up, and decides which addresses are allowed.
    const through = new ProxyAgent({ ...pool, uri: proxy, requestTls: tls })
    return { request, known: through, listed: through }
  }
  const lookup = publicLookup(lookUp)
  return {
    request,
    known: new Agent({ ...pool, connect: { ...tls, lookup } }),
    listed: new Agent({ ...pool, connect: tls }),
  }
}

/** Reads the beginning of an answer. The connection is reused only after a short answer. */
async function readWord(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (size < WORD_LENGTH) chunks.push(chunk.subarray(0, WORD_LENGTH))
    size += chunk.length
    // Leaving the loop destroys the connection.
    if (size > MAX_ANSWER_BYTES) break
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, WORD_LENGTH)
}

/** `Retry-After` (RFC 9110, section 10.2.3) in ms, from seconds or a date; null: absent or invalid. */
export function readRetryAfter(value: string | string[] | undefined, now: number): number | null {
  if (typeof value !== 'string') return null
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1_000
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN'
  if (error.name === 'TimeoutError') return 'TIMEOUT'
  return errorCode(error) ?? error.name
}
