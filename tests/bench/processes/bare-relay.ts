/** The baseline of signaling: a `ws` server that pairs sockets and forwards each text. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

const server = createServer()
const sockets = new WebSocketServer({ noServer: true })
let alone: WebSocket | null = null

server.on('upgrade', (request, socket, head) => {
  sockets.handleUpgrade(request, socket, head, (opened) => {
    const other = alone
    alone = other === null ? opened : null
    if (other !== null) {
      opened.on('message', (data, binary) => other.send(data, { binary }))
      other.on('message', (data, binary) => opened.send(data, { binary }))
    }
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
