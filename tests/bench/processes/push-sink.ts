/** A push service that accepts every push unchecked. Its certificate is in the environment. */
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'

const { PEAL_BENCH_KEY: key, PEAL_BENCH_CERT: cert } = process.env
/** Ids of requests as the senders name them, with when the last byte arrived (ms since 1970). */
let taken: [string, number][] = []

const server = createServer({ key, cert }, (request, response) => {
  request.resume()
  request.on('end', () => {
    taken.push([request.url ?? '', performance.timeOrigin + performance.now()])
    response.writeHead(201, { location: '/message/x' }).end()
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
process.on('message', (asked) => {
  if (asked !== 'taken') return
  process.send?.({ taken })
  taken = []
})
