/** Checks that Peal answers at its origin, and that browsers allow camera and microphone there. */
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { TLSSocket } from 'node:tls'
import { isLoopback } from '../http/client-address.ts'
import { causeOf, failed, fine, warning, type Finding } from './finding.ts'

const PATIENCE_MS = 5_000
const DAY_MS = 86_400_000
/** Certificates are renewed a month before they expire; fewer days mean that the renewal fails. */
const SOON_DAYS = 14
const ANSWER = '{"ok":true}'
/** Far longer than the expected answer. */
const MAX_BYTES = 1_024

interface Reached {
  readonly status: number
  readonly text: string
  /** When the certificate expires, ms since the epoch; null: there is none. */
  readonly certificateEnds: number | null
}

function ask(origin: string): Promise<Reached> {
  const { protocol } = new URL(origin)
  const request = protocol === 'https:' ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const asking = request(`${origin}/healthz`, { agent: false })
    const late = setTimeout(() => asking.destroy(new Error('no answer within 5 s')), PATIENCE_MS)
    asking.once('close', () => clearTimeout(late))
    asking.once('error', reject)
    asking.once('response', (response: IncomingMessage) => {
      const { socket } = response
      const ends = socket instanceof TLSSocket ? socket.getPeerCertificate().valid_to : null
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => {
        text += part
        if (text.length > MAX_BYTES) asking.destroy(new Error('an answer of another program'))
      })
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text,
          certificateEnds: ends === null ? null : Date.parse(ends),
        }),
      )
    })
    asking.end()
  })
}

function certificate(origin: string, ends: number, now: number): Finding {
  const days = Math.floor((ends - now) / DAY_MS)
  const found = `The certificate of ${origin} is good for ${days} more days.`
  return days < SOON_DAYS
    ? warning('certificate', found, 'See why the proxy does not renew it.')
    : fine('certificate', found)
}

/** Checks the origin and its certificate. `now` is in ms since the epoch. */
export async function checkOrigin(origin: string, now: number): Promise<Finding[]> {
  const findings: Finding[] = []
  if (!origin.startsWith('https:') && !isLoopback(new URL(origin).hostname)) {
    findings.push(
      failed(
        'origin',
        `${origin} is not https: browsers give it no camera, no microphone and no push.`,
        'Put a proxy with a certificate before Peal, and set PEAL_ORIGIN to its https address.',
      ),
    )
  }
  try {
    const { status, text, certificateEnds } = await ask(origin)
    const isPeal = status === 200 && text.trim() === ANSWER
    const found = `Something else than Peal answers at ${origin} (status ${status}).`
    const mend =
      'Let the proxy pass everything on to Peal, and compare PEAL_ORIGIN with its address.'
    findings.push(isPeal ? fine('origin', `${origin} answers.`) : failed('origin', found, mend))
    if (certificateEnds !== null) findings.push(certificate(origin, certificateEnds, now))
  } catch (error) {
    findings.push(unreached(origin, causeOf(error)))
  }
  return findings
}

function unreached(origin: string, cause: string): Finding {
  // OpenSSL's codes, as Node names them.
  return /CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH/.test(cause)
    ? failed(
        'certificate',
        `The certificate of ${origin} is not good (${cause}).`,
        'Give the proxy a certificate for this name by an authority that browsers know.',
      )
    : failed(
        'origin',
        `${origin} does not answer (${cause}).`,
        'See that Peal runs, that PEAL_ORIGIN is right, and that this machine resolves and reaches it.',
      )
}
