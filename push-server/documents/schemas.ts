/** Makes JSON Schemas of valibot's, in which the named ones are references. */
import { toJsonSchema, toJsonSchemaDefs, type ConversionConfig } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { NAMED_SCHEMAS } from './named-schemas.ts'

/** A JSON Schema (draft 2020-12) without a reference to its dialect. */
export type JsonSchema = Readonly<Record<string, unknown>>

const definitions = Object.fromEntries(
  Object.entries(NAMED_SCHEMAS).map(([name, { schema }]) => [name, schema]),
)

const CONFIG: ConversionConfig = {
  // What travels is what the other side parses.
  typeMode: 'input',
  target: 'draft-2020-12',
  definitions,
  // The documents describe what needs no normalising.
  ignoreActions: ['trim', 'to_lower_case'],
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  overrideAction: ({ valibotAction, jsonSchema }) =>
    // JSON Schema's patterns are Unicode ones, without any other flags.
    isPattern(valibotAction) ? { ...jsonSchema, pattern: valibotAction.requirement.source } : null,
}

function isPattern(action: object): action is { readonly requirement: RegExp } {
  return 'type' in action && action.type === 'regex' && 'requirement' in action
}

/** The JSON Schema of what is sent: an input of this schema. */
export function schemaOf(schema: v.GenericSchema): JsonSchema {
  const { $schema: _, $defs: __, ...rest } = toJsonSchema(schema, CONFIG)
  return rest
}

/** The named schemas, for `components/schemas`. */
export function namedSchemas(): Record<string, JsonSchema> {
  const converted = toJsonSchemaDefs(definitions, CONFIG)
  return Object.fromEntries(
    Object.entries(NAMED_SCHEMAS).map(([name, { description, fields = {}, also }]) => {
      const schema: JsonSchema = { description, ...converted[name], ...also }
      return [name, { ...schema, ...described(schema, fields) }]
    }),
  )
}

function described(
  schema: JsonSchema,
  fields: Readonly<Record<string, string | undefined>>,
): JsonSchema {
  const { properties } = schema
  if (typeof properties !== 'object' || properties === null) return {}
  const entries = Object.entries(properties as Record<string, JsonSchema>).map(
    ([name, property]) =>
      [name, name in fields ? { ...property, description: fields[name] } : property] as const,
  )
  return { properties: Object.fromEntries(entries) }
}

/** Keeps the named schemas that the document refers to, directly or through others. */
export function usedOnly(
  document: unknown,
  schemas: Readonly<Record<string, JsonSchema>>,
): Record<string, JsonSchema> {
  const used = new Set<string>()
  const visit = (part: unknown) => {
    const text = JSON.stringify(part)
    for (const [, name = ''] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue
      used.add(name)
      visit(schemas[name] ?? {})
    }
  }
  visit(document)
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)))
}
