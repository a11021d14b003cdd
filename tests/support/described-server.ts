/** A running server with its own OpenAPI document, whose every answer is checked by what the document says. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import type { Schema } from './schema-values.ts'
import type { TestServer } from './server.ts'

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: Schema
}

/** One operation of the document. */
export interface DescribedOperation {
  readonly operationId: string
  readonly method: string
  /** With `{name}` for parameters. */
  readonly path: string
  readonly 'x-peal-who': string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content & Reference>>
}

interface Reference {
  readonly $ref?: string
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly responses: Readonly<Record<string, Content>>
  }
}

/** A request of an operation. */
export interface Asking {
  readonly cookie?: string | undefined
  /** Null: none is sent; default: Peal’s own. */
  readonly origin?: string | null | undefined
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: BodyInit | undefined
}

/** The answer to it. */
export interface Answered {
  readonly status: number
  readonly json: unknown
  readonly headers: Headers
}

const JSON_TYPE = 'application/json'
const SCHEMAS = '#/components/schemas/'
const RESPONSES = '#/components/responses/'

/** Refuses what is not described: the server may send no other fields, even if pages ignore them. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed)
  if (typeof part !== 'object' || part === null) return part
  const entries = Object.entries(part).map(([key, value]) => [key, closed(value)] as const)
  const isObject = 'type' in part && part.type === 'object'
  const ends =
    isObject && !('additionalProperties' in part) ? [['additionalProperties', false]] : []
  return Object.fromEntries([...entries, ...ends])
}

export class DescribedServer {
  readonly server: TestServer
  readonly operations: readonly DescribedOperation[]
  readonly #document: Document
  readonly #ajv = new Ajv2020({ strict: false })
  readonly #validators = new Map<string, ValidateFunction>()

  private constructor(server: TestServer, document: Document) {
    this.server = server
    this.#document = document
    this.#ajv.addSchema({ $id: 'sent:', components: document.components })
    this.#ajv.addSchema({ $id: 'answered:', components: closed(document.components) })
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        ...operation,
        method: method.toUpperCase(),
        path,
        // Parameters by reference are the `Origin`.
        parameters: (operation.parameters ?? []).filter((parameter) => !('$ref' in parameter)),
      })),
    )
  }

  static async read(server: TestServer): Promise<DescribedServer> {
    const response = await fetch(`${server.local}/api/openapi.json`)
    return new DescribedServer(server, (await response.json()) as Document)
  }

  resolve(ref: string): Schema {
    return this.#document.components.schemas[ref.slice(SCHEMAS.length)] ?? {}
  }

  /** Whether a value fits a schema of the document. */
  accepts(schema: Schema, value: unknown): boolean {
    return this.#validator('sent:', schema)(value)
  }

  #response({ responses }: DescribedOperation, status: number): Content | undefined {
    const response = responses[status]
    const name = response?.$ref?.slice(RESPONSES.length)
    return name === undefined ? response : this.#document.components.responses[name]
  }

  /** Made once for each schema: it costs more than all that it is used for. */
  #validator(base: string, schema: Schema): ValidateFunction {
    const text = JSON.stringify(base === 'sent:' ? schema : closed(schema))
    const placed = text.replaceAll(`"${SCHEMAS}`, `"${base}${SCHEMAS}`)
    const made = this.#validators.get(placed) ?? this.#ajv.compile(JSON.parse(placed) as object)
    this.#validators.set(placed, made)
    return made
  }

  /** Asks, and checks that status and body are among those that are described. */
  async ask(operation: DescribedOperation, asking: Asking = {}): Promise<Answered> {
    const { params = {}, query = {}, origin = this.server.origin, cookie, body } = asking
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(params[name] ?? 'x'),
    )
    const search = new URLSearchParams(query).toString()
    const response = await fetch(
      `${this.server.local}${path}${search === '' ? '' : `?${search}`}`,
      {
        method: operation.method,
        headers: {
          ...(origin === null ? {} : { Origin: origin }),
          ...(cookie === undefined ? {} : { Cookie: cookie }),
        },
        body: operation.method === 'GET' ? undefined : body,
        redirect: 'manual',
      },
    )
    const { status, headers } = response
    const bytes = await response.arrayBuffer()
    const what = `${operation.operationId} ${JSON.stringify(asking)} -> ${status}`
    const type = headers.get('Content-Type')?.split(';')[0] ?? ''
    const isJson = type === JSON_TYPE
    const json: unknown = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : null
    expect(status, `${what} ${JSON.stringify(json)}`).not.toBe(500)
    const described = this.#response(operation, status)
    expect(described, `${what} is not described: ${JSON.stringify(json)}`).toBeDefined()
    const { content } = described ?? {}
    if (content !== undefined) expect(Object.keys(content), what).toContain(type)
    const schema = content?.[type]?.schema
    if (schema !== undefined) {
      const fits = this.#validator('answered:', schema)
      const isRight = fits(json)
      const faults = JSON.stringify(fits.errors)
      expect(isRight, `${what} ${JSON.stringify(json)}: ${faults}`).toBe(true)
    }
    return { status, json, headers }
  }
}
