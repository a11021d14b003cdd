import specs from '@asyncapi/specs'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { clientMessage, serverMessage } from '../../../protocol/signals.ts'
import { NOT_PLACED, REASONS } from '../../../protocol/reasons.ts'
import { CLOSE } from '../../../push-server/contract/close-codes.ts'
import { REQUESTS } from '../../../push-server/contract/message-contract.ts'
import { asyncapi } from '../../../push-server/documents/asyncapi.ts'

const document = asyncapi({
  origin: 'https://peal.example.org',
  version: '1.2.3',
  cookie: '__Host-peal',
})

/** The values of `type` in a union's text: independent of how the document is made. */
function typesIn(options: readonly unknown[]): string[] {
  return options.flatMap((option) => {
    const { options: inner, entries } = option as {
      options?: readonly unknown[]
      entries?: { type: { literal: string } }
    }
    return inner ? typesIn(inner) : [entries?.type.literal ?? '']
  })
}

const operationsOf = (action: string) =>
  Object.values(document.operations).filter((operation) => operation['action'] === action)

/** The types of the messages that these operations name. */
function typesOf(operations: readonly Readonly<Record<string, unknown>>[]): Set<string> {
  const refs = operations.flatMap(({ messages }) => messages as { $ref: string }[])
  return new Set(
    refs.map(({ $ref }) => {
      const key = $ref.slice('#/channels/signal/messages/'.length)
      return String(document.components.messages[key]?.['name'])
    }),
  )
}

describe('the AsyncAPI document', () => {
  it('is valid by the official schema of AsyncAPI 3.0', () => {
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
    const validate = ajv.compile(specs.schemasWithoutId['3.0.0'])
    const isValid = validate(document)
    expect(validate.errors).toBeNull()
    expect(isValid).toBe(true)
  })

  it('has no reference that leads nowhere', () => {
    const at = (ref: string) =>
      ref
        .slice(2)
        .split('/')
        .reduce<unknown>(
          (part, key) => (part as Record<string, unknown> | undefined)?.[key],
          document,
        )
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref)
    expect(refs.length).toBeGreaterThan(50)
    expect(refs.filter((ref = '') => at(ref) === undefined)).toEqual([])
  })

  it('has every message type of the protocol, in its direction', () => {
    expect(typesOf(operationsOf('receive'))).toEqual(new Set(typesIn(clientMessage.options)))
    expect(typesOf(operationsOf('send'))).toEqual(new Set(typesIn(serverMessage.options)))
  })

  it('gives every request its replies and refusals, and nothing else a `reply`', () => {
    const numbered = operationsOf('receive').filter(({ messages }) => {
      const [{ $ref } = { $ref: '' }] = messages as { $ref: string }[]
      const key = $ref.slice('#/channels/signal/messages/'.length)
      const { payload } = document.components.messages[key] as { payload: { required: string[] } }
      return payload.required.includes('req')
    })
    expect(typesOf(numbered)).toEqual(new Set(Object.keys(REQUESTS)))
    for (const operation of numbered)
      expect(JSON.stringify(operation['reply'])).toContain('reply.refused')
  })

  it('knows every refusal, every reason and every code that a socket is closed with', () => {
    const refused = new Set(Object.values(REQUESTS).flatMap(({ refusals }) => refusals))
    expect(refused).toEqual(new Set([...NOT_PLACED, 'server']))
    const text = JSON.stringify(document)
    for (const word of REASONS) expect(text).toContain(JSON.stringify(word))
    const codes = document.channels.signal['x-peal-close-codes'].map(({ code }) => code)
    expect(new Set(codes)).toEqual(new Set([...Object.values(CLOSE), 1009]))
  })
})
