/**
 * Decides where pushes may go. Endpoints come from browsers and are untrusted: without a list, anybody
 * could make the server send requests inside its own network.
 */
import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { BlockList } from 'node:net'
import { knownService } from './push-services.ts'

/** `known`: a browser's push service; `listed`: one in PEAL_PUSH_HOSTS. */
export type EndpointTrust = 'known' | 'listed'

/**
 * Whether pushes may go to this endpoint; null: they may not.
 * @param listed origins that the administrator added
 */
export function trustEndpoint(endpoint: string, listed: readonly string[]): EndpointTrust | null {
  if (!URL.canParse(endpoint)) return null
  const url = new URL(endpoint)
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  if (listed.includes(url.origin)) return 'listed'
  return url.port === '' && knownService(url.hostname) !== null ? 'known' : null
}

/** Addresses that are not public (IANA's special-purpose registries). */
const SPECIAL: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  // Unspecified, loopback, compatible and mapped addresses.
  ['::', 80, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]

/** One list for each family, since a list compares IPv4 addresses with mapped subnets as well. */
const special = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [net, bits, family] of SPECIAL) special[family].addSubnet(net, bits, family)

/** Whether an address is public. */
export function isPublicAddress({ address, family }: LookupAddress): boolean {
  const name = family === 6 ? 'ipv6' : 'ipv4'
  return !special[name].check(address, name)
}

type Answered = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

/** Looks up all addresses of a host. Errors are those of node:dns. */
export type LookUpAll = (
  host: string,
  options: LookupOptions & { all: true },
  answered: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/**
 * A `lookup` for sockets that returns public addresses only. It runs for each connection, so that DNS
 * rebinding does not help. Error code: `EADDRNOTPUBLIC`.
 */
export function publicLookup(lookUp: LookUpAll = systemLookup) {
  return (host: string, options: LookupOptions, answered: Answered): void => {
    lookUp(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return answered(error, [])
      const found = addresses.filter(isPublicAddress)
      const [first] = found
      if (first === undefined) {
        const refusal: NodeJS.ErrnoException = new Error('no public address')
        refusal.code = 'EADDRNOTPUBLIC'
        return answered(refusal, [])
      }
      if (options.all === true) return answered(null, found)
      answered(null, first.address, first.family)
    })
  }
}
