/**
 * Replaces the internet: an HTTP proxy that leads the push services' host names to stand-ins on
 * this machine, and a certificate that they share. With `serverEnv` in its environment, a server
 * reaches them with the endpoints and the code of production.
 */
import { createServer } from 'node:http'
import { connect, type Socket } from 'node:net'
import { makeCertificate, type Certificate } from './certificate.ts'
import { HOST, listen, type Listening } from './listening.ts'

/** Where the makers of browsers have their push services. */
const PUSH_HOSTS = [
  'fcm.googleapis.com',
  'jmt17.google.com',
  'updates.push.services.mozilla.com',
  'web.push.apple.com',
  '*.notify.windows.com',
]
const HTTPS_PORT = 443

export interface NetworkOptions {
  /** Host names that the certificate has beside those of the known push services. */
  readonly hosts?: readonly string[]
}

export class PushNetwork {
  readonly certificate: Certificate
  /** `host:port` of every CONNECT that the proxy was asked for, refused ones too. */
  readonly asked: string[] = []
  readonly #routes = new Map<string, number>()
  readonly #proxy = createServer((_request, response) => response.writeHead(405).end())
  #listening: Listening | null = null

  private constructor({ hosts = [] }: NetworkOptions) {
    this.certificate = makeCertificate([...PUSH_HOSTS, ...hosts])
    this.#proxy.on('connect', (request, socket: Socket) =>
      this.#onConnect(request.url ?? '', socket),
    )
  }

  static async start(options: NetworkOptions = {}): Promise<PushNetwork> {
    const network = new PushNetwork(options)
    network.#listening = await listen(network.#proxy)
    return network
  }

  get proxyUrl(): string {
    if (!this.#listening) throw new Error('the network has not started')
    return `http://${HOST}:${this.#listening.port}`
  }

  /** What a server's process needs in its environment. */
  get serverEnv(): { readonly HTTPS_PROXY: string; readonly NODE_EXTRA_CA_CERTS: string } {
    return { HTTPS_PROXY: this.proxyUrl, NODE_EXTRA_CA_CERTS: this.certificate.certFile }
  }

  /** Leads https to this host (443, if it names no port) to a port of this machine. */
  serve(host: string, port: number): void {
    const key = host.includes(':') ? host : `${host}:${HTTPS_PORT}`
    const other = this.#routes.get(key)
    if (other !== undefined && other !== port) throw new Error(`${key} is served already`)
    this.#routes.set(key, port)
  }

  #onConnect(target: string, socket: Socket): void {
    this.asked.push(target)
    const port = this.#routes.get(target)
    if (port === undefined) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    const onward = connect(port, HOST, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.pipe(socket)
      socket.pipe(onward)
    })
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  }

  async close(): Promise<void> {
    await this.#listening?.close()
    this.certificate.remove()
  }
}
