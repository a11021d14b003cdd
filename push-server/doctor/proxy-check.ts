/** Checks that the proxy before Peal passes on what calls need: WebSockets, the host, and where people come from. */
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { DatabasePlace } from '../store/database-place.ts'
import { readDatabase } from '../store/read-database.ts'
import { causeOf, failed, fine, warning, type Finding } from './finding.ts'
import { PROBE_HEADER, PROBE_SECRET, makeProbe, readProbe, type SeenByPeal } from '../http/probe.ts'

const PATIENCE_MS = 5_000
/** What Peal answers to an upgrade of nobody who is signed in, of another origin, and to a request that is no upgrade. */
const UPGRADED = 401
const FOREIGN = 403
const NOT_UPGRADED = 426
const HEALTHY = '{"ok":true}'
/** Far longer than that. */
const MAX_BYTES = 1_024

interface Answered {
  readonly status: number
  readonly text: string
  /** What Peal itself saw of the request; null: something else answered, or the proof did not arrive. */
  readonly seen: SeenByPeal | null
}

interface AskDeps {
  readonly origin: string
  /** By which this installation's doctor proves itself. */
  readonly secret: KeyObject
}

function ask(
  { origin, secret }: AskDeps,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const request = origin.startsWith('https:') ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const asking = request(origin + path, {
      agent: false,
      headers: { ...headers, [PROBE_HEADER]: makeProbe(secret) },
    })
    const late = setTimeout(() => asking.destroy(new Error('no answer within 5 s')), PATIENCE_MS)
    asking.once('close', () => clearTimeout(late))
    asking.on('error', reject)
    const answered = (response: IncomingMessage, text: string) => {
      const proof = response.headers[PROBE_HEADER.toLowerCase()]
      const seen = readProbe(typeof proof === 'string' ? proof : undefined)
      resolve({ status: response.statusCode ?? 0, text, seen })
      asking.destroy()
    }
    asking.once('response', (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
        if (text.length > MAX_BYTES) answered(response, text)
      })
      response.once('close', () => answered(response, text))
    })
    asking.once('upgrade', (response) => answered(response, ''))
    asking.end()
  })
}

/**
 * Opens a WebSocket as a page does that is not signed in: Peal refuses it, but only if the upgrade arrives. `isProved`:
 * the proxy lets the proof through, so that an answer without one is not Peal's.
 */
async function checkWebSocket(deps: AskDeps, isProved: boolean): Promise<Finding[]> {
  const { origin } = deps
  const upgrade = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    Origin: origin,
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
  }
  let answered: Answered
  try {
    answered = await ask(deps, '/signal', upgrade)
  } catch (error) {
    const found = `A WebSocket to ${origin}/signal is not answered (${causeOf(error)}): no call can ring.`
    return [failed('origin', found, LET_UPGRADES_PASS)]
  }
  const { status, seen } = answered
  if (status === NOT_UPGRADED) {
    const found = `The proxy of ${origin} does not pass on WebSockets: no call can ring.`
    return [failed('origin', found, LET_UPGRADES_PASS)]
  }
  if (seen !== null && status === FOREIGN) {
    return [
      failed(
        'origin',
        `WebSockets to ${origin} arrive with another Origin, or without one: Peal refuses them, and no call can ring.`,
        'Let the proxy pass on the Origin of the request, and set PEAL_ORIGIN as the running server has it.',
      ),
    ]
  }
  if (status === UPGRADED) {
    if (seen !== null) return [fine('origin', `${origin} passes on WebSockets.`)]
    // Peal's own refusal or the proxy's, which the missing proof would tell.
    if (!isProved) return []
  }
  return [
    failed(
      'origin',
      `A WebSocket to ${origin}/signal is answered with status ${status}, not by Peal.`,
      'Let the proxy pass /signal on to Peal like everything else, without asking for a password.',
    ),
  ]
}

const LET_UPGRADES_PASS =
  'Let it pass on Upgrade and Connection with HTTP/1.1, as deploy/nginx and deploy/caddy do.'

/** The secret of the installation; null: it has none, as its server never ran. */
async function secretIn(database: DatabasePlace): Promise<KeyObject | null> {
  try {
    const row = await readDatabase(database, (db) =>
      db.selectFrom('setting').select('value').where('key', '=', PROBE_SECRET).executeTakeFirst(),
    )
    return row === undefined ? null : createSecretKey(row.value, 'utf8')
  } catch {
    // The check of the database tells why it cannot be read.
    return null
  }
}

/** The host as browsers write it: without the port that is usual. */
function hostOf(protocol: string, host: string): string {
  const whole = `${protocol}//${host}`
  return URL.canParse(whole) ? new URL(whole).host : host
}

function findingsOf(origin: string, seen: SeenByPeal): Finding[] {
  const { host, peer, forwarded, trusted, further } = seen
  const findings: Finding[] = []
  const { protocol, host: ownHost } = new URL(origin)
  if (hostOf(protocol, host) !== ownHost) {
    findings.push(
      warning(
        'origin',
        `The proxy tells Peal the host "${host}" instead of "${ownHost}".`,
        'Let it pass on the Host of the request, with its port (nginx: proxy_set_header Host $http_host).',
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
  if (further !== null) {
    findings.push(
      failed(
        'origin',
        `Requests come through a further proxy at ${further}, which is not in PEAL_TRUSTED_PROXY: everybody counts as one address.`,
        `Add it, or the ranges that its provider names, to PEAL_TRUSTED_PROXY: ${further}.`,
      ),
    )
  }
  // Peal serves no TLS itself, so an https origin implies a proxy, and so does a setting that trusts one.
  const isProxied = protocol === 'https:' || trusted
  if (!forwarded && isProxied) {
    findings.push(
      (protocol === 'https:' ? failed : warning)(
        'origin',
        `The proxy at ${peer} does not say whence requests come: everybody counts as one address.`,
        `Let it set X-Forwarded-For (nginx: proxy_set_header X-Forwarded-For $remote_addr), and name it in PEAL_TRUSTED_PROXY: ${peer}.`,
      ),
    )
  }
  return findings
}

/** Nothing is found where Peal's answer does not come from the origin at all: another check says so. */
export async function checkProxy(origin: string, database: DatabasePlace): Promise<Finding[]> {
  const secret = await secretIn(database)
  if (secret === null) return []
  const deps = { origin, secret }
  let answered: Answered
  try {
    answered = await ask(deps, '/healthz')
  } catch {
    // The check of the origin tells why.
    return []
  }
  const { status, text, seen } = answered
  if (status !== 200 || text.trim() !== HEALTHY) return []
  const sockets = await checkWebSocket(deps, seen !== null)
  if (seen !== null) return [...sockets, ...findingsOf(origin, seen)]
  const another = failed(
    'origin',
    `What answers at ${origin} is not this Peal, or the proxy takes out the header ${PROBE_HEADER}.`,
    'Compare PEAL_ORIGIN and PEAL_DATA with those of the running server, and let the proxy pass all headers on, both ways.',
  )
  return [another, ...sockets]
}
