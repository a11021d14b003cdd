/** The address of the client, which only proxies that the administrator trusts may forward. */
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'

/** Whether an address belongs to a trusted proxy. */
export type Trust = (address: string) => boolean

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

/** The IPv4 address that is mapped into IPv6, as dual-stack sockets show it, however it is written; others unchanged. */
export function plainAddress(address: string): string {
  if (!/ffff/i.test(address) || isIP(address) !== 6) return address
  const groups = ipv6Groups(address)
  const [mark, high = 0, low = 0] = groups.slice(5)
  const isMapped = mark === 0xffff && groups.slice(0, 5).every((group) => group === 0)
  return isMapped ? [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.') : address
}

/** Whether a host name or an address, also in brackets, is this machine's own. */
export function isLoopback(host: string): boolean {
  return /^(?:localhost|127\.[\d.]+|::1|\[::1\])$/i.test(host)
}

/** Trusts the proxies in these ranges of PEAL_TRUSTED_PROXY, which the settings have checked. */
export function trustIn(ranges: readonly string[]): Trust {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', bits] = range.split('/')
    if (bits === undefined) list.addAddress(net, family(net))
    else list.addSubnet(net, Number(bits), family(net))
  }
  return (address) => isIP(address) !== 0 && list.check(address, family(address))
}

/** An entry of `X-Forwarded-For` without its port: some proxies add one ("192.0.2.1:4711", "[2001:db8::1]:4711"). */
function withoutPort(hop: string): string {
  const [, bracketed, ipv4] = /^(?:\[([^\]]+)\](?::\d*)?|(\d+\.\d+\.\d+\.\d+):\d*)$/.exec(hop) ?? []
  return bracketed ?? ipv4 ?? hop
}

/** The addresses in an `X-Forwarded-For`, the first one of the client. Entries that are none stay as they are. */
export function forwardedHops(forwardedFor: string | undefined): string[] {
  // Empty entries of a list count for nothing (RFC 9110, section 5.6.1).
  return (forwardedFor ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
    .map((hop) => plainAddress(withoutPort(hop)))
}

/**
 * The client's address: the socket's peer, or, when that is a trusted proxy, the last address in
 * `X-Forwarded-For` that is not a trusted proxy itself. Anyone may have forged the addresses before it.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: Trust,
): string {
  let address = plainAddress(peer ?? '')
  const hops = forwardedHops(forwardedFor)
  while (trusted(address)) {
    const hop = hops.pop()
    if (hop === undefined || isIP(hop) === 0) return address
    address = hop
  }
  return address
}

/** The client's address of a request that reaches no route, such as an upgrade. */
export function addressOf({ socket, headers }: IncomingMessage, trusted: Trust): string {
  const forwarded = headers['x-forwarded-for']
  return clientAddress(socket.remoteAddress, forwarded?.toString(), trusted)
}

/** What rate limits count by: an IPv4 address, or the /64 that an IPv6 customer gets. */
export function limitKey(address: string): string {
  if (isIP(address) !== 6) return address
  return ipv6Groups(address)
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')
}

/** The network of an address: an IPv4 address, or the /48 that an IPv6 provider gives to one customer. */
export function networkKey(address: string): string {
  return limitKey(address).split(':').slice(0, 3).join(':')
}

/** The eight 16-bit groups of a valid IPv6 address, with or without a zone. */
export function ipv6Groups(address: string): number[] {
  // The last two groups may be written as an IPv4 address.
  const hex = address
    .replace(/%.*$/, '')
    .replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
      const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number)
      return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
    })
  const [before = [], after = []] = hex.split('::').map((half) => {
    const groups = half.split(':').filter((group) => group !== '')
    return groups.map((group) => parseInt(group, 16))
  })
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}
