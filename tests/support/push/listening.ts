/** Servers on ports of their own, that end with all their connections. */
import { once } from 'node:events'
import type { Server, Socket } from 'node:net'

export const HOST = '127.0.0.1'

export interface Listening {
  readonly port: number
  /** Cuts every connection, and no longer listens. */
  close(): Promise<void>
}

/** Lets a server listen on a free port of this machine alone. */
export async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, HOST)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a server without a port')
  return {
    port: address.port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
