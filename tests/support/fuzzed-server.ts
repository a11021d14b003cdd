/** A described server with people and things in it, for tests that ask its routes at random. */
import fc from 'fast-check'
import { adminApi } from '../../protocol/admin-api.ts'
import { api } from '../../protocol/api.ts'
import { connectorApi } from '../../protocol/connector-api.ts'
import { profileApi } from '../../protocol/profile-api.ts'
import { DescribedServer, type DescribedOperation } from './described-server.ts'
import { pngOf } from './pictures.ts'
import { fitting, type Named, type Schema } from './schema-values.ts'
import { startServer, type TestDevice } from './server.ts'

/** Nothing listens there, so that no request leaves this machine. */
const NOWHERE = 'http://127.0.0.1:9'
const PASSWORD = 'correct horse battery'
const CLIENT = { kind: 'desktop', maxTouchPoints: 0 } as const

/** Bodies that hardly come up by themselves. */
const EXAMPLES: Readonly<Record<string, object>> = {
  addAccount: { type: 'phone', value: '+49 30 1234567' },
  changeAccount: { value: '+49 30 7654321' },
  addConnector: {
    title: 'Room',
    hint: '',
    kind: 'room',
    template: 'https://meet.example/room-{room}',
    account: null,
  },
  changeConnector: { title: 'Another' },
  signInByPassword: { handle: 'keyed', password: PASSWORD, client: CLIENT },
  tryConnector: {
    own: {
      title: 'Room',
      hint: '',
      kind: 'room',
      template: 'https://meet.example/room-{room}',
      account: null,
    },
  },
}
/** The only bodies, of a route that would ask servers anywhere. */
const ONLY: Readonly<Record<string, object>> = { checkServers: {} }

/** Any text, for a parameter of a path, but none that clients resolve themselves. */
const ANY_TEXT = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
    fc.constantFrom('%00', '%2F', '\u0000', '__proto__', 'x'.repeat(1_000)),
  )
  .filter((text) => !/^\.{1,2}$/.test(text))

/** The schema of the operation's JSON body; undefined: it has none. */
export function bodySchema({ requestBody }: DescribedOperation): Schema | undefined {
  return requestBody?.content?.['application/json']?.schema
}

/** The parameters in this place. */
export function parametersIn({ parameters }: DescribedOperation, place: 'path' | 'query') {
  return parameters.filter((parameter) => parameter.in === place)
}

/** Whether only signed-in devices may use the operation. */
export function isForSession(operation: DescribedOperation): boolean {
  return ['session', 'admin'].includes(operation['x-peal-who'])
}

/** What was seen in answers, by the path that answered and the name of the field. */
class Seen {
  readonly #values = new Map<string, unknown[]>()

  add(path: string, answer: unknown): void {
    JSON.stringify(answer, (field, value: unknown) => {
      for (const key of [field, `${path} ${field}`]) {
        const all = this.#values.get(key) ?? []
        this.#values.set(key, all)
        if (typeof value === 'string' && all.at(-1) !== value) all.push(value)
      }
      return value
    })
  }

  of(key: string): readonly unknown[] {
    return this.#values.get(key) ?? []
  }
}

const FIELD_OF: Readonly<Record<string, string>> = {
  '#/components/schemas/Handle': 'handle',
  '#/components/schemas/Id': 'id',
  '#/components/schemas/Token': 'token',
}

export class FuzzedServer {
  readonly described: DescribedServer
  readonly #seen: Seen
  readonly named: Named
  #people = 0

  private constructor(described: DescribedServer, seen: Seen) {
    this.described = described
    this.#seen = seen
    this.named = {
      resolve: (ref) => described.resolve(ref),
      known: (ref) => seen.of(FIELD_OF[ref] ?? ''),
    }
  }

  /** A server on which somebody has a password and somebody was removed, with links that nobody has used. */
  static async start(): Promise<FuzzedServer> {
    const server = await startServer({ limits: false, settings: { httpsProxy: NOWHERE } })
    const fuzzed = new FuzzedServer(await DescribedServer.read(server), new Seen())
    const root = await server.person('setup', { admin: true })
    const keyed = await server.person('keyed')
    await keyed.ask(profileApi.setPassword, { body: { current: null, next: PASSWORD } })
    await server.member('gone')
    await root.ask(adminApi.removeMember, { params: { handle: 'gone' } })
    const enabled = { params: { id: 'phone' }, body: { enabled: true } }
    await root.ask(connectorApi.changeConnector, enabled)
    for (let n = 0; n < 4; n += 1) {
      const { data } = await root.ask(api.invite)
      const signIn = await server.signInToken('keyed')
      const joins = new URL(data?.url ?? '').hash.slice(1)
      fuzzed.#seen.add('', [{ handle: 'keyed' }, { token: joins }, { token: signIn }])
    }
    return fuzzed
  }

  /** A member who is signed in, and to whom nothing has happened. */
  somebody(admin: boolean): Promise<TestDevice> {
    this.#people += 1
    const handle = `${admin ? 'root' : 'ada'}-${this.#people}`
    this.#seen.add('', { handle })
    return this.described.server.person(handle, { admin })
  }

  /** Learns what an operation's answer names. */
  learn({ path }: DescribedOperation, answer: unknown): void {
    this.#seen.add(path, answer)
  }

  /** Parameters of the path: known ones, ones of the right form, and any text. */
  paths(operation: DescribedOperation): fc.Arbitrary<Record<string, string>> {
    const values = parametersIn(operation, 'path').map(({ name, schema }) => {
      const fits = fitting(schema, this.named).map(String)
      // What the list answered that this path continues.
      const before = operation.path.slice(0, operation.path.indexOf(`/{${name}}`))
      const listed = this.#seen.of(`${before} ${name}`).map(String)
      const some = listed.length > 0 ? [fc.constantFrom(...listed)] : []
      return [name, fc.oneof(...some, fits, ANY_TEXT)] as const
    })
    return fc.record(Object.fromEntries(values))
  }

  queries(operation: DescribedOperation): fc.Arbitrary<Record<string, string>> {
    const asked = parametersIn(operation, 'query')
    const schema = {
      type: 'object',
      properties: Object.fromEntries(asked.map((one) => [one.name, one.schema])),
      required: asked.filter(({ required }) => required).map(({ name }) => name),
    }
    return fitting(schema, this.named).map((query) => query as Record<string, string>)
  }

  /** Bodies that the description allows; undefined: there is none. */
  bodies(operation: DescribedOperation): fc.Arbitrary<BodyInit | undefined> {
    const { operationId, requestBody } = operation
    if (requestBody === undefined) return fc.constant(undefined)
    const schema = bodySchema(operation)
    if (schema === undefined) {
      const size = fc.integer({ min: 1, max: 600 })
      const pictures = size.map((side) => new Uint8Array(pngOf(side, side)))
      return fc.oneof(fc.uint8Array({ maxLength: 300 }), pictures).map((bytes) => new Blob([bytes]))
    }
    const only = ONLY[operationId]
    const example = EXAMPLES[operationId]
    const fits = fitting(schema, this.named)
    const json =
      only !== undefined
        ? fc.constant(only)
        : example === undefined
          ? fits
          : fc.oneof(fc.constant(example), fits)
    return json.map((body) => JSON.stringify(body))
  }
}
