/** A host of meeting rooms in place of Jitsi. It verifies the token of everybody who enters. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jwtVerify } from 'jose'
import { onTestFinished } from 'vitest'
import { certificateFor } from './certificates.ts'

/** What the host calls app_id and app_secret. */
export const APP_ID = 'peal'
export const APP_SECRET = 'the-host-and-peal-know-this-key-alone'

/** Browsers of tests trust the host's certificate by this. */
export const TRUST_FLAGS = ['--ignore-certificate-errors']

export interface Visit {
  readonly room: string
  /** The display name in the token. */
  readonly name: string
  readonly referrer: string | undefined
}

export class MeetingHost {
  /** `localhost` and the port. */
  readonly host: string
  /** File of the authority that its certificate is held to. */
  readonly authority: string
  /** Everybody who was let in. */
  readonly visits: Visit[] = []

  private constructor(host: string, authority: string) {
    this.host = host
    this.authority = authority
  }

  static async start(): Promise<MeetingHost> {
    const { cert, key } = await certificateFor()
    const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const meeting = new MeetingHost(`localhost:${(server.address() as AddressInfo).port}`, cert)
    server.on('request', (request: IncomingMessage, response) => {
      void meeting.#visit(request).then(
        (visit) => {
          response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
          response.end(visit === null ? page('Meetings') : page(`${visit.name} is in the room`))
        },
        (error: unknown) => {
          response.writeHead(403, { 'Content-Type': 'text/html; charset=utf-8' })
          response.end(page(`Not let in: ${String(error)}`))
        },
      )
    })
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return meeting
  }

  /** Null: nobody asked for a room. */
  async #visit({ url = '/', headers }: IncomingMessage): Promise<Visit | null> {
    const { pathname, searchParams } = new URL(url, `https://${this.host}`)
    const room = pathname.slice(1)
    if (room === '' || room === 'favicon.ico') return null
    const { payload } = await jwtVerify<{ context: { user: { name: string } } }>(
      searchParams.get('jwt') ?? '',
      new TextEncoder().encode(APP_SECRET),
      { algorithms: ['HS256'], issuer: APP_ID, audience: APP_ID, subject: 'localhost' },
    )
    if (payload['room'] !== room) throw new Error('the token is for another room')
    const visit = { room, name: payload.context.user.name, referrer: headers.referer }
    this.visits.push(visit)
    return visit
  }
}

function page(text: string): string {
  return `<!doctype html><title>Meetings</title><h1>${text}</h1>`
}
