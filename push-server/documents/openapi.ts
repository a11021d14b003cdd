/** The OpenAPI document of the HTTP routes, made from their descriptions and schemas. */
import { apiError, type ApiErrorCode } from '../../protocol/api.ts'
import { errorsOf, type Operation, type Room, type Who } from '../contract/operation.ts'
import { OPERATIONS } from '../contract/operations.ts'
import { ERROR_STATUS } from '../http/answer.ts'
import { namedSchemas, schemaOf, usedOnly, type JsonSchema } from './schemas.ts'

/** What the documents name of this installation. */
export interface DocumentDeps {
  /** Where browsers find Peal, without a trailing slash. */
  readonly origin: string
  /** Peal's version. */
  readonly version: string
  /** The name of the session's cookie. */
  readonly cookie: string
}

const ABOUT = [
  'Peal’s routes, as its own pages use them. They belong to this version of Peal and may change with the next one.',
  '**Sessions.** A sign-in sets a cookie; every later request sends it. A device is one signed-in browser profile.',
  '**Origin.** Every request that is not a GET must have Peal’s own `Origin`. Otherwise it is refused as `wrong-origin`, before anything else is looked at.',
  '**Bodies** are JSON of at most 16,384 bytes, except photos. An empty body counts as `{}`. Unknown fields are ignored. A wrong body is refused as `invalid`, with the first wrong field.',
  '**Errors** have a code that stays the same, and a status. After a 429 or a 503 with `Retry-After`, ask again after that time; `retryMs` has it in milliseconds.',
  '**Limits.** Every route that needs a session has a limit for each member, and so has whatever checks a secret that people choose.',
  '**Lengths** of texts are counted in UTF-16 units, except those of names and passwords, which are counted in characters. Times are milliseconds since 1970 by the server’s clock, and spans are milliseconds.',
  'Requests that Node’s HTTP parser refuses (400, 408, 413, 417, 431), and all requests while the server starts (503), are answered without a body.',
].join('\n\n')

const TAGS: Readonly<Record<Room, string>> = {
  people:
    'Sign-in, the member’s own profile and devices, contacts, and the administration of members.',
  calls:
    'History, missed calls, rings, and calls by other programs. Calls themselves go over the WebSocket.',
  connectors: 'The ways to call.',
  push: 'Push subscriptions and test rings.',
  admin: 'The settings and the health of this installation, for administrators.',
  server: 'Monitoring, and descriptions of the server for programs.',
}

const NEEDS: Readonly<Record<Who, string | null>> = {
  anyone: null,
  ticket: 'Whoever knows the token may ask; no session is needed.',
  session: 'For signed-in devices.',
  admin: 'For administrators.',
  metrics: null,
}

const SECURITY: Readonly<Record<Who, readonly JsonSchema[]>> = {
  anyone: [],
  ticket: [],
  session: [{ session: [] }],
  admin: [{ session: [] }],
  // Without a token, on a machine that Peal is used on alone.
  metrics: [{ metricsToken: [] }, {}],
}

/** The schema of a path's parameters, by name. */
const PATH_PARAMETERS: Readonly<Record<string, JsonSchema>> = {
  handle: { $ref: '#/components/schemas/Handle' },
  id: { $ref: '#/components/schemas/Id' },
  token: { $ref: '#/components/schemas/Token' },
  version: { type: 'string' },
}

const JSON_TYPE = 'application/json'

/** The path as OpenAPI writes it: `/api/contacts/{handle}`. */
export function templateOf(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}')
}

function parametersOf({ route }: Operation): JsonSchema[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: PATH_PARAMETERS[name] ?? { type: 'string' },
  }))
  const changes = route.method !== 'GET'
  const origin = changes ? [{ $ref: '#/components/parameters/Origin' }] : []
  if (changes || route.request === null) return [...inPath, ...origin]
  const { properties, required } = schemaOf(route.request)
  const inQuery = Object.entries(properties ?? {}).map(([name, schema]: [string, unknown]) => ({
    name,
    in: 'query',
    required: Array.isArray(required) && required.includes(name),
    schema,
  }))
  return [...inPath, ...inQuery]
}

function bodyOf({ route, takes }: Operation): JsonSchema {
  if (takes !== undefined) {
    const content = Object.fromEntries(takes.map((type) => [type, {}]))
    return { requestBody: { required: true, content } }
  }
  if (route.method === 'GET' || route.request === null) return {}
  const schema = schemaOf(route.request)
  const { required } = schema
  const isRequired = '$ref' in schema || (Array.isArray(required) && required.length > 0)
  return { requestBody: { required: isRequired, content: { [JSON_TYPE]: { schema } } } }
}

function successOf({ route, gives }: Operation): JsonSchema {
  if (gives !== undefined) {
    const content = Object.fromEntries(gives.map((type) => [type, {}]))
    return gives.length === 0 ? {} : { 200: { description: 'Success.', content } }
  }
  const schema = route.response === null ? {} : schemaOf(route.response)
  return { 200: { description: 'Success.', content: { [JSON_TYPE]: { schema } } } }
}

/** Statuses whose answers can say when to try again. */
const LATER = new Set([429, 503])

/** The errors of an operation, by their status. */
function failuresOf(operation: Operation): Map<number, readonly ApiErrorCode[]> {
  const byStatus = new Map<number, readonly ApiErrorCode[]>()
  for (const code of errorsOf(operation)) {
    const status = ERROR_STATUS[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return byStatus
}

/** The name of a refusal among the components: many operations share it. */
const refusalName = (status: number, codes: readonly ApiErrorCode[]) => [status, ...codes].join('.')

/** All error responses that operations refer to, by name. */
function refusals(): Record<string, JsonSchema> {
  const all = OPERATIONS.flatMap((operation) => [...failuresOf(operation)])
  return Object.fromEntries(
    all.map(([status, codes]) => [refusalName(status, codes), failure(status, codes)]),
  )
}

function responsesOf(operation: Operation): JsonSchema {
  const responses: Record<number, JsonSchema> = {}
  for (const [status, codes] of failuresOf(operation)) {
    responses[status] = { $ref: `#/components/responses/${refusalName(status, codes)}` }
  }
  if (operation.who === 'metrics') responses[401] = { description: 'The token is wrong.' }
  return { ...successOf(operation), ...responses }
}

function failure(status: number, codes: readonly ApiErrorCode[]): JsonSchema {
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/Error' },
      { properties: { error: { properties: { code: { enum: codes } } } } },
    ],
  }
  return {
    description: `Refused: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    ...(LATER.has(status)
      ? { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } }
      : {}),
    content: { [JSON_TYPE]: { schema } },
  }
}

function describe(operation: Operation): JsonSchema {
  const { name, room, who, does, more } = operation
  const prose = [NEEDS[who] ?? '', more ?? ''].filter((text) => text !== '')
  const parameters = parametersOf(operation)
  return {
    operationId: name,
    tags: [room],
    summary: does,
    ...(prose.length > 0 ? { description: prose.join(' ') } : {}),
    'x-peal-who': who,
    security: SECURITY[who],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(operation),
    responses: responsesOf(operation),
  }
}

/** The document. */
export function openapi({ origin, version, cookie }: DocumentDeps) {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const operation of OPERATIONS) {
    const { method, path } = operation.route
    const template = templateOf(path)
    paths[template] = { ...paths[template], [method.toLowerCase()]: describe(operation) }
  }
  const schemas = namedSchemas()
  return {
    openapi: '3.1.0',
    info: {
      title: 'Peal',
      version,
      description: ABOUT,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: usedOnly([paths, schemaOf(apiError)], schemas),
      responses: refusals(),
      parameters: {
        Origin: {
          name: 'Origin',
          in: 'header',
          required: true,
          description: 'Peal’s own origin, which browsers send by themselves.',
          schema: { const: origin },
        },
      },
      headers: {
        RetryAfter: {
          description: 'When to ask again, in seconds.',
          schema: { type: 'integer', minimum: 0 },
        },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookie,
          description: 'The cookie that a sign-in sets. No script can read it.',
        },
        metricsToken: { type: 'http', scheme: 'bearer', description: 'PEAL_METRICS_TOKEN.' },
      },
    },
  }
}
