/** Checks that the proxy before Peal passes on what calls need: WebSockets, the host, and where people come from. */
import { createSecretKey, randomBytes } from 'node:crypto'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { readDatabase } from '../store/store.ts'
import { failed, fine, warning, type Finding } from './finding.ts'
import { PROBE_HEADER, PROBE_SECRET, makeProbe, readProbe, type SeenByPeal } from '../http/probe.ts'

const PATIENCE_MS = 5_000
/** What Peal answers to an upgrade of nobody who is signed in, and to a request that is no upgrade. */
const UPGRADED = 401
const NOT_UPGRADED = 426

interface Answered {
  readonly status: number
  readonly headers: IncomingMessage['headers']
}

function ask(url: string, headers: Readonly<Record<string, string>>): Promise<Answered> {
  const request = url.startsWith('https:') ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const asking = request(url, { agent: false, headers })
    const late = setTimeout(() => asking.destroy(new Error('no answer within 5 s')), PATIENCE_MS)
    asking.once('close', () => clearTimeout(late))
    asking.once('error', reject)
    const answered = ({ statusCode: status = 0, headers: told }: IncomingMessage) => {
      resolve({ status, headers: told })
      asking.destroy()
    }
    asking.once('response', answered)
    asking.once('upgrade', answered)
    asking.end()
  })
}

/** Opens a WebSocket as a page does that is not signed in: Peal refuses it, but only if the upgrade arrives. */
async function checkWebSocket(origin: string): Promise<Finding> {
  const { status } = await ask(`${origin}/signal`, {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    Origin: origin,
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
  })
  if (status === UPGRADED) return fine('origin', `${origin} passes on WebSockets.`)
  if (status === NOT_UPGRADED) {
    return failed(
      'origin',
      `The proxy of ${origin} does not pass on WebSockets: no call can ring.`,
      'Let it pass on Upgrade and Connection with HTTP/1.1, as deploy/nginx and deploy/caddy do.',
    )
  }
  return failed(
    'origin',
    `A WebSocket to ${origin}/signal is answered with status ${status}, not by Peal.`,
    'Let the proxy pass /signal on to Peal like everything else.',
  )
}

/** What Peal itself sees of a request through the proxy; null: it is not running, or another one answers. */
async function lookThrough(origin: string, databaseFile: string): Promise<SeenByPeal | null> {
  const row = await readDatabase(databaseFile, (db) =>
    db.selectFrom('setting').select('value').where('key', '=', PROBE_SECRET).executeTakeFirst(),
  )
  if (row === undefined) return null
  const probe = makeProbe(createSecretKey(row.value, 'utf8'))
  const { headers } = await ask(`${origin}/healthz`, { [PROBE_HEADER]: probe })
  const answer = headers[PROBE_HEADER.toLowerCase()]
  return readProbe(typeof answer === 'string' ? answer : undefined)
}

function findingsOf(origin: string, { host, peer, forwarded, trusted }: SeenByPeal): Finding[] {
  const findings: Finding[] = []
  if (host !== new URL(origin).host) {
    findings.push(
      warning(
        'origin',
        `The proxy tells Peal the host "${host}" instead of "${new URL(origin).host}".`,
        'Let it pass on the Host of the request (nginx: proxy_set_header Host $host).',
      ),
    )
  }
  if (forwarded && !trusted) {
    findings.push(
      failed(
        'origin',
        `Requests come through a proxy at ${peer}, which is not in PEAL_TRUSTED_PROXY: everybody counts as one address.`,
        `Set PEAL_TRUSTED_PROXY to it: ${peer}.`,
      ),
    )
  }
  return findings
}

/** Nothing is found where the origin does not answer or the database cannot be read: other checks say so. */
export async function checkProxy(origin: string, databaseFile: string): Promise<Finding[]> {
  try {
    const seen = await lookThrough(origin, databaseFile)
    // Not Peal, or not running: its own finding tells.
    if (seen === null) return []
    return [await checkWebSocket(origin), ...findingsOf(origin, seen)]
  } catch {
    return []
  }
}
