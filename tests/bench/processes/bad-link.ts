/**
 * Bad links in a process of their own, so that the bench's other work does not delay packets. Told by IPC which faults
 * a link shall have: `{ port, faults }`.
 */
import { openBadLink, type LinkFaults } from '../../support/bad-link.ts'

const [relay = '', count = '2'] = process.argv.slice(2)
const opening = Array.from({ length: Number(count) }, () => openBadLink(Number(relay)))
const links = await Promise.all(opening)
process.on('message', ({ port, faults }: { port: number; faults: LinkFaults }) => {
  links.find((link) => link.port === port)?.set(faults)
})
process.send?.({ ports: links.map(({ port }) => port) })
