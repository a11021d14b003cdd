/** Who is at the other end: only proxies that the administrator trusts may say it for someone else. */
import { BlockList, isIP } from 'node:net'

/** Whether an address is one of the trusted proxies'. */
export type Trust = (address: string) => boolean

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

/** An IPv4 address as such where a dual-stack socket shows it mapped into IPv6. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  return mapped?.[1] ?? address
}

/** The trust that PEAL_TRUSTED_PROXY gives; the ranges were checked by the settings. */
export function trustIn(ranges: readonly string[]): Trust {
  const list = new BlockList()
  for (const range of ranges) {
    const [net = '', bits] = range.split('/')
    if (bits === undefined) list.addAddress(net, family(net))
    else list.addSubnet(net, Number(bits), family(net))
  }
  return (address) => isIP(address) !== 0 && list.check(address, family(address))
}

/**
 * The client's address: the socket's peer, or, when that is a trusted proxy, the last address in
 * `X-Forwarded-For` that is not a trusted proxy itself. What stands before it anyone may have forged.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: Trust,
): string {
  let address = plainAddress(peer ?? '')
  const hops = (forwardedFor ?? '').split(',').map((hop) => plainAddress(hop.trim()))
  while (trusted(address)) {
    const hop = hops.pop()
    if (hop === undefined || isIP(hop) === 0) return address
    address = hop
  }
  return address
}

/** What limits count by: an IPv4 address, or the /64 that one IPv6 customer has to himself. */
export function limitKey(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail = ''] = address.split('%', 1)[0]?.split('::') ?? []
  const before = head === '' ? [] : head.split(':')
  const after = tail === '' ? [] : tail.split(':')
  const zeros = address.includes('::') ? Math.max(0, 8 - before.length - after.length) : 0
  return [...before, ...Array<string>(zeros).fill('0'), ...after]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, '').toLowerCase())
    .join(':')
}
