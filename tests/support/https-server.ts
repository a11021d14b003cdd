/** HTTPS servers and a proxy that leads to them, in place of the internet. */
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import type { Server } from 'node:http'
import { createServer } from 'node:https'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Certificate } from './certificates.ts'

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** Answers everything by this; returns its port. */
export function startHttps(
  { cert, key }: Certificate,
  answer: { readonly status: number; readonly body: string },
): Promise<number> {
  const pair = { cert: readFileSync(cert), key: readFileSync(key) }
  return listen(
    createServer(pair, (_, response) => response.writeHead(answer.status).end(answer.body)),
  )
}

export interface Proxy {
  readonly url: string
  /** Hosts that it was asked to connect to. */
  readonly asked: string[]
}

/** A proxy whose every tunnel ends at this port. */
export async function startProxy(port: number): Promise<Proxy> {
  const asked: string[] = []
  const server = createHttpServer()
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      target.pipe(socket).pipe(target)
    })
    target.on('error', () => socket.destroy())
    socket.on('error', () => target.destroy())
    socket.on('close', () => target.destroy())
  })
  return { url: `http://127.0.0.1:${await listen(server)}`, asked }
}
