/** Parses `stun:`, `turn:` and `turns:` URLs (RFC 7064, RFC 7065). */

export interface IceUrl {
  readonly host: string
  readonly port: number
  /** `dtls`: TLS over UDP, which browsers do not use for TURN. */
  readonly transport: 'udp' | 'tcp' | 'tls' | 'dtls'
}

const PORT = 3_478
const TLS_PORT = 5_349
const FORM =
  /^(stuns?|turns?):(?:\[([0-9a-f:.]+)\]|([^:?]+))(?::(\d+))?(?:\?transport=(udp|tcp))?$/i

/** Parses a URL that the settings have checked. @throws Error if it is invalid */
export function parseIceUrl(url: string): IceUrl {
  const [, scheme, ipv6, name, port, transport] = FORM.exec(url) ?? []
  const host = ipv6 ?? name
  if (scheme === undefined || host === undefined)
    throw new Error(`${url} is no STUN or TURN address`)
  const isSecure = /s$/i.test(scheme)
  const plain = transport?.toLowerCase() === 'tcp' ? 'tcp' : 'udp'
  const secure = transport?.toLowerCase() === 'udp' ? 'dtls' : 'tls'
  return {
    host,
    port: port === undefined ? (isSecure ? TLS_PORT : PORT) : Number(port),
    transport: isSecure ? secure : plain,
  }
}
