/** A Peal in this process, on a port and folder of its own, and people who ask it over real HTTP. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { apiError } from '../../protocol/api.ts'
import { signInApi } from '../../protocol/sign-in-api.ts'
import type { ApiErrorCode, Session, api } from '../../protocol/api.ts'
import type { RequestOf, ResponseOf } from '../../protocol/route.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import type { AnyRoute } from '../../protocol/route.ts'
import { errorsOf } from '../../push-server/contract/operation.ts'
import { OPERATIONS } from '../../push-server/contract/operations.ts'
import { silentLog } from '../../push-server/log.ts'
import { readSettings } from '../../push-server/settings.ts'
import type { Settings } from '../../push-server/settings.ts'
import { startPeal } from '../../push-server/start.ts'
import type { Peal, StartOptions } from '../../push-server/start.ts'
import * as v from 'valibot'
import { databaseUrlFor } from './test-engine.ts'

/** A clock that stands still until it is set. */
export class TestClock {
  #now: number
  #setBy = 0

  constructor(now = Date.UTC(2026, 10, 24, 12)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  /** Somebody may set it, apart from the time that passes. */
  wall(): number {
    return this.#now + this.#setBy
  }

  /** Sets the wall clock forward, or back. */
  setWall(byMs: number): void {
    this.#setBy += byMs
  }

  advance(ms: number): void {
    this.#now += ms
  }
}

export interface Ask<R> {
  readonly body?: RequestOf<R>
  readonly params?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Bytes to send in the place of a JSON body. */
  readonly bytes?: Uint8Array<ArrayBuffer>
}

export interface Asked<R> {
  readonly status: number
  readonly headers: Headers
  /** Checked by the route's schema; null with an error. */
  readonly data: ResponseOf<R> | null
  readonly code: ApiErrorCode | null
  readonly field: string | undefined
  readonly retryMs: number | undefined
}

/** Fails where a route answers an error that its description does not name. */
function mustBeDescribed({ method, path }: AnyRoute, code: ApiErrorCode): void {
  const operation = OPERATIONS.find(({ route }) => route.method === method && route.path === path)
  if (operation === undefined || !errorsOf(operation).includes(code)) {
    throw new Error(`the description of ${method} ${path} does not name the error ${code}`)
  }
}

/** Asks a route as a page of Peal would: with its own origin. */
export async function ask<R extends AnyRoute>(
  origin: string,
  route: R,
  { body, params = {}, headers = {}, bytes }: Ask<R> = {},
): Promise<Asked<R>> {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const query = route.method === 'GET' && body ? `?${new URLSearchParams(body).toString()}` : ''
  const response = await fetch(`${origin}${path}${query}`, {
    method: route.method,
    headers: { Origin: origin, 'Content-Type': 'application/json', ...headers },
    body: route.method === 'GET' ? undefined : (bytes ?? JSON.stringify(body ?? {})),
    redirect: 'manual',
  })
  const json: unknown = await response.json()
  const { status } = response
  if (!response.ok) {
    const { error } = v.parse(apiError, json)
    mustBeDescribed(route, error.code)
    return {
      status,
      headers: response.headers,
      data: null,
      ...error,
      field: error.field,
      retryMs: error.retryMs,
    }
  }
  const data = (route.response === null ? null : v.parse(route.response, json)) as ResponseOf<R>
  return {
    status,
    headers: response.headers,
    data,
    code: null,
    field: undefined,
    retryMs: undefined,
  }
}

/** The `name=value` of the cookie that a response sets. */
export function cookieOf(headers: Headers): string {
  const [cookie = ''] = headers.getSetCookie()
  return cookie.split(';', 1)[0] ?? ''
}

/** A signed-in browser profile. */
export interface TestDevice {
  readonly memberId: string
  readonly deviceId: string
  readonly session: Session
  /** The value of a `Cookie` header. */
  readonly cookie: string
  /** Asks a route as this device. */
  ask<R extends AnyRoute>(route: R, asking?: Ask<R>): Promise<Asked<R>>
}

export interface SignInOptions {
  readonly kind?: DeviceKind
  readonly maxTouchPoints?: number
  readonly headers?: Readonly<Record<string, string>>
}

export interface ServerOptions extends StartOptions {
  readonly settings?: Partial<Settings>
}

const CLIENT = { kind: 'desktop', maxTouchPoints: 0 } as const

/** Settings of a server on a free port and on the folder. */
export function testSettings(folder: string, changes: Partial<Settings> = {}): Settings {
  const read = readSettings({ PEAL_DATA: folder, PORT: '0', PEAL_STUN_PORT: '0' })
  if (!read.ok) throw new Error(read.problem)
  return { ...read.settings, ...changes }
}

export class TestServer {
  readonly peal: Peal
  readonly folder: string

  constructor(peal: Peal, folder: string) {
    this.peal = peal
    this.folder = folder
  }

  get origin(): string {
    return this.peal.origin
  }

  get port(): number {
    return this.peal.port
  }

  /** Adds a member; returns its id. */
  async member(handle: string, name = handle, admin = false): Promise<string> {
    const id = await this.peal.people.addMember({ handle, name, admin })
    if (id === null) throw new Error(`${handle} is taken`)
    return id
  }

  /** The secret of a new sign-in link. */
  async signInToken(handle: string, device: DeviceKind | null = null): Promise<string> {
    const url = await this.peal.people.signInUrl(handle, device)
    if (url === null) throw new Error(`there is no ${handle}`)
    return new URL(url).hash.slice(1)
  }

  /** Asks a route as a page without a session. */
  ask<R extends AnyRoute>(route: R, asking: Ask<R> = {}): Promise<Asked<R>> {
    return ask(this.local, route, {
      ...asking,
      headers: { Origin: this.origin, ...asking.headers },
    })
  }

  /** Where the server listens, which its origin need not be. */
  get local(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Signs a member in at a new browser profile, by link. */
  async signIn(handle: string, options: SignInOptions = {}): Promise<TestDevice> {
    const { kind = CLIENT.kind, maxTouchPoints = CLIENT.maxTouchPoints, headers } = options
    const token = await this.signInToken(handle)
    const answer = await this.ask(signInApi.signInByLink, {
      body: { token, client: { kind, maxTouchPoints } },
      headers,
    })
    return this.device(answer)
  }

  /** The device that a successful sign-in made. */
  device(answer: Asked<{ response: typeof api.session.response } & AnyRoute>): TestDevice {
    const session = answer.data
    if (session === null) throw new Error(`not signed in: ${answer.code ?? ''}`)
    const cookie = cookieOf(answer.headers)
    return {
      memberId: session.member.id,
      deviceId: session.device.id,
      session,
      cookie,
      ask: (route, asking = {}) =>
        this.ask(route, { ...asking, headers: { Cookie: cookie, ...asking.headers } }),
    }
  }

  /** Adds a member and signs them in. */
  async person(
    handle: string,
    options: SignInOptions & { admin?: boolean } = {},
  ): Promise<TestDevice> {
    await this.member(handle, handle, options.admin)
    return this.signIn(handle, options)
  }
}

/**
 * Starts Peal on a free port. When the test ends, it stops and its folder is removed, unless
 * `settings.dataFolder` names the folder.
 */
export async function startServer({
  settings,
  ...options
}: ServerOptions = {}): Promise<TestServer> {
  const own = settings?.dataFolder === undefined
  const folder = settings?.dataFolder ?? mkdtempSync(join(tmpdir(), 'peal-server-'))
  const databaseUrl = await databaseUrlFor(folder)
  const changes = { databaseUrl, ...settings }
  const peal = await startPeal(testSettings(folder, changes), { log: silentLog, ...options })
  onTestFinished(async () => {
    await peal.stop()
    if (own) rmSync(folder, { recursive: true, force: true })
  })
  return new TestServer(peal, folder)
}
