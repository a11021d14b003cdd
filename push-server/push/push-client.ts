/**
 * Sends one request to a push service: over kept-alive connections, within 5 s in all, reading a
 * bounded answer, following no redirect, and reaching nothing but public addresses.
 */
import type { Agent, Dispatcher, ProxyAgent, request as undiciRequest } from 'undici'
import { errorCode } from '../error-code.ts'
import { publicLookup, trustEndpoint } from './endpoint-check.ts'
import type { LookUpAll } from './endpoint-check.ts'

/** From the asking to the end of the answer. */
const TOTAL_MS = 5_000
/** An answer is read no further. */
const MAX_ANSWER_BYTES = 65_536
/** Of an answer that is told to people. */
const WORD_LENGTH = 200
/** Kept-alive connections to one service. */
const CONNECTIONS = 16
const KEEP_ALIVE_MS = 55_000

/** One message for one subscription, encrypted already. */
export interface PushRequest {
  readonly endpoint: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What came of one request; never thrown. */
export type PushAnswer =
  | {
      readonly ok: true
      readonly status: number
      /** What the service asks to wait, ms. */
      readonly retryAfterMs: number | null
      /** The beginning of what it says. */
      readonly word: string
    }
  /** No answer: the code of the fault, such as ECONNREFUSED, UND_ERR_ABORTED, EADDRNOTPUBLIC. */
  | { readonly ok: false; readonly code: string }

/** Whom the client may reach, and how. */
export interface PushClientDeps {
  /** Origins that the administrator added; their addresses are not looked at. */
  readonly listed: readonly string[]
  readonly proxy: string | null
  readonly now: () => number
  readonly lookUp?: LookUpAll
  /** PEM of the authorities that are trusted; the system's unless said. */
  readonly authorities?: string
  readonly totalMs?: number
}

/** Sends until it is closed. `send` never rejects. */
export interface PushClient {
  send(request: PushRequest): Promise<PushAnswer>
  close(): Promise<void>
}

interface Wires {
  readonly request: typeof undiciRequest
  readonly known: Agent | ProxyAgent
  readonly listed: Agent | ProxyAgent
}

/** A client that opens no connection before the first request. */
export function createPushClient(options: PushClientDeps): PushClient {
  const { totalMs = TOTAL_MS } = options
  let wires: Promise<Wires> | null = null
  // Loaded when first needed: it costs a start more than all else of push.
  const open = () => (wires ??= openWires(options))

  async function ask({ endpoint, headers, body }: PushRequest): Promise<PushAnswer> {
    const trust = trustEndpoint(endpoint, options.listed)
    if (trust === null) return { ok: false, code: 'EHOSTNOTLISTED' }
    const { request, known, listed } = await open()
    const response = await request(endpoint, {
      method: 'POST',
      headers,
      body,
      dispatcher: trust === 'known' ? known : listed,
      signal: AbortSignal.timeout(totalMs),
    })
    const retryAfterMs = readRetryAfter(response.headers['retry-after'], options.now())
    return {
      ok: true,
      status: response.statusCode,
      retryAfterMs,
      word: await readWord(response.body),
    }
  }

  return {
    async send(request) {
      try {
        return await ask(request)
      } catch (error) {
        return { ok: false, code: faultOf(error) }
      }
    },
    async close() {
      if (wires === null) return
      const { known, listed } = await wires
      await Promise.all([known.destroy(), listed.destroy()])
    },
  }
}

async function openWires({ proxy, lookUp, authorities }: PushClientDeps): Promise<Wires> {
  const { Agent, ProxyAgent, request } = await import('undici')
  const tls = authorities === undefined ? {} : { ca: authorities }
  const pool = {
    connections: CONNECTIONS,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // HTTP/2 was measured at three times the CPU.
    allowH2: false,
  }
  if (proxy !== null) {
    // The proxy looks the names up, and decides where it lets them lead.
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

/** Reads the beginning of an answer, and lets the connection be used again if it is a short one. */
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

/** `Retry-After` (RFC 9110, section 10.2.3): seconds or a date; null: not said, or not readable. */
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
