import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { ERROR_STATUS } from '../../../push-server/http/answer.ts'
import { errorsOf } from '../../../push-server/contract/operation.ts'
import { OPERATIONS } from '../../../push-server/contract/operations.ts'
import { NAMED_SCHEMAS } from '../../../push-server/documents/named-schemas.ts'
import { openapi, templateOf } from '../../../push-server/documents/openapi.ts'

const document = openapi({
  origin: 'https://peal.example.org',
  version: '1.2.3',
  cookie: '__Host-peal',
})
const operations = OPERATIONS.map((operation) => {
  const { method, path } = operation.route
  const described = document.paths[templateOf(path)]?.[method.toLowerCase()]
  return { operation, described: described as Record<string, unknown> }
})

/** What an operation answers, by status. */
function responsesIn(described: Record<string, unknown>): Record<string, { headers?: object }> {
  const named: Record<string, object> = document.components.responses
  const responses = Object.entries(described['responses'] as Record<string, { $ref?: string }>)
  return Object.fromEntries(
    responses.map(([status, response]) => [
      status,
      named[response.$ref?.slice('#/components/responses/'.length) ?? ''] ?? response,
    ]),
  )
}

describe('the OpenAPI document', () => {
  it('is valid by the official schema of OpenAPI 3.1, and all its references lead somewhere', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(document))
    expect(errors).toBeUndefined()
    expect([valid, validator.version]).toEqual([true, '3.1'])
    const known = new Set(
      Object.entries(document.components).flatMap(([kind, all]) =>
        Object.keys(all).map((name) => `#/components/${kind}/${name}`),
      ),
    )
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref)
    expect(refs.length).toBeGreaterThan(100)
    expect(refs.filter((ref = '') => !known.has(ref))).toEqual([])
  })

  it('has only schemas that JSON Schema can read', () => {
    const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false })
    ajv.addVocabulary(['components'])
    ajv.addSchema({ $id: 'peal:', components: document.components })
    for (const name of Object.keys(document.components.schemas)) {
      expect(() => ajv.compile({ $ref: `peal:#/components/schemas/${name}` }), name).not.toThrow()
    }
  })

  it('names every operation once, and every error and status that it can answer', () => {
    const names = operations.map(({ described }) => described['operationId'])
    expect(new Set(names).size).toBe(OPERATIONS.length)
    for (const { operation, described } of operations) {
      const responses = responsesIn(described)
      const statuses = Object.keys(responses)
      const text = JSON.stringify(responses)
      for (const code of errorsOf(operation)) {
        expect(statuses, operation.name).toContain(String(ERROR_STATUS[code]))
        expect(text).toContain(JSON.stringify(code))
      }
    }
  })

  it('tells who may use a route, and that whatever changes something needs an Origin', () => {
    for (const { operation, described } of operations) {
      const { who, route } = operation
      const needsCookie = JSON.stringify(described['security']) === '[{"session":[]}]'
      expect(needsCookie, operation.name).toBe(who === 'session' || who === 'admin')
      const parameters = JSON.stringify(described['parameters'] ?? [])
      expect(parameters.includes('#/components/parameters/Origin'), operation.name).toBe(
        route.method !== 'GET',
      )
    }
  })

  it('tells when to ask again wherever too much can be asked', () => {
    for (const { operation, described } of operations) {
      const responses = responsesIn(described)
      for (const status of ['429', '503']) {
        const response = responses[status]
        if (response === undefined) continue
        expect(Object.keys(response.headers ?? {}), operation.name).toEqual(['Retry-After'])
      }
    }
  })

  it('has the version, the cookie and the address of this installation', () => {
    expect(document.info.version).toBe('1.2.3')
    expect(document.servers).toEqual([{ url: 'https://peal.example.org' }])
    expect(document.components.securitySchemes.session.name).toBe('__Host-peal')
  })

  it('describes no field that its schema does not have', () => {
    for (const [name, { schema, fields = {} }] of Object.entries(NAMED_SCHEMAS)) {
      const entries = 'entries' in schema ? Object.keys(schema.entries as object) : []
      expect(
        Object.keys(fields).filter((field) => !entries.includes(field)),
        name,
      ).toEqual([])
    }
  })
})
