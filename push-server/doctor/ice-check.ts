/** Checks that the STUN and TURN servers do for this process what they should do for browsers. */
import { isIP } from 'node:net'
import type { Endpoint } from '../ice/stun-address.ts'
import { causeOf, failed, fine, warning, type Finding } from './finding.ts'
import { askBinding } from './stun-channel.ts'
import { tryAllocation, type TurnCredentials } from './turn-client.ts'

export interface IceCheckDeps {
  readonly stunUrls: readonly string[]
  readonly turnUrls: readonly string[]
  readonly credentials: TurnCredentials
}

const REACH =
  'See that it runs there, and that the firewalls between let this port and transport through.'
const PRIVATE =
  /^(?:0\.|10\.|127\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1?$|f[cd]|fe[89ab])/i

function said({ address, port }: Endpoint): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}

/** What a TURN server's error codes mean (RFC 8656; RFC 8489, section 14.8), and how to fix it. */
const REFUSALS: Readonly<Record<number, { found: string; mend: string }>> = {
  401: {
    found: 'it does not take the credentials: the secret is wrong',
    mend: "Set PEAL_TURN_SECRET to the server's static-auth-secret (or do so on the Admin page), with use-auth-secret there; compare the clocks of both.",
  },
  403: { found: 'it forbids it', mend: 'See its log and its allowed and denied addresses.' },
  441: { found: 'it holds the allocation for another user', mend: 'Ask again in ten minutes.' },
  486: { found: 'its quota is used up', mend: 'Raise user-quota and total-quota.' },
  508: { found: 'it has no port left', mend: 'Widen its range min-port to max-port.' },
}

async function checkStun(url: string, isHere: boolean): Promise<Finding> {
  try {
    const seen = await askBinding(url)
    const found = `${url} answers, and sees this machine as ${said(seen)}.`
    if (isHere || !PRIVATE.test(seen.address)) return fine('stun', found)
    return warning(
      'stun',
      `${found} That address is of a private network or a container.`,
      'If browsers see theirs so, too, no call leaves its network: let the responder see whence packets come (Docker: the host’s network), or name another STUN server.',
    )
  } catch (error) {
    return failed('stun', `${url} does not answer (${causeOf(error)}).`, REACH)
  }
}

async function checkTurn(url: string, credentials: TurnCredentials): Promise<Finding> {
  if (/^turns:.*transport=udp$/i.test(url)) {
    return warning('turn', `${url} is TLS over UDP, which browsers do not use.`, 'Leave it out.')
  }
  try {
    const answer = await tryAllocation(url, credentials)
    if (!answer.ok) {
      const known = REFUSALS[answer.code] ?? { found: 'it refuses', mend: 'See its log.' }
      return failed('turn', `${url} gives no relay: ${known.found} (${answer.code}).`, known.mend)
    }
    const found = `${url} relays from ${said(answer.value)}.`
    return PRIVATE.test(answer.value.address)
      ? warning(
          'turn',
          `${found} That address is of a private network.`,
          'If people call from elsewhere, tell the TURN server its public address (coturn: external-ip).',
        )
      : fine('turn', found)
  } catch (error) {
    return failed('turn', `${url} does not answer (${causeOf(error)}).`, REACH)
  }
}

/**
 * Asks each STUN server for this machine's address and each TURN server for a relay. `isHere`: Peal is used on this
 * machine alone, so that its addresses may be private.
 */
export async function checkIce(
  { stunUrls, turnUrls, credentials }: IceCheckDeps,
  isHere: boolean,
): Promise<Finding[]> {
  const findings = await Promise.all([
    ...stunUrls.map((url) => checkStun(url, isHere)),
    ...turnUrls.map((url) => checkTurn(url, credentials)),
  ])
  if (stunUrls.length === 0) {
    const mend =
      'Leave PEAL_STUN_PORT as it is, or name a server by PEAL_STUN_URLS or on the Admin page.'
    findings.push(warning('stun', 'There is no STUN server: calls leave no home network.', mend))
  }
  if (turnUrls.length === 0) {
    const mend =
      'Set up coturn, PEAL_TURN_URLS and PEAL_TURN_SECRET (or both on the Admin page): see docs/deploying.md.'
    findings.push(
      warning('turn', 'There is no TURN server: calls through strict firewalls fail.', mend),
    )
  }
  return findings
}
