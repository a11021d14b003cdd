/** Makes values that fit a JSON Schema, and values that do not, for tests that try a server by its description. */
import fc from 'fast-check'

export interface Schema {
  readonly $ref?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly type?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

/** How to make values of named schemas. */
export interface Named {
  /** The schema that a `$ref` leads to. */
  readonly resolve: (ref: string) => Schema
  /** Values that the server knows, such as the handles of members; empty: none. */
  readonly known: (ref: string) => readonly unknown[]
}

/** Texts and lists are as long as their schema allows, but not longer than this: the server's time is dear. */
const LONGEST_TEXT = 60
const LONGEST_LIST = 4

function texts({ pattern, minLength = 0, maxLength = Infinity }: Schema): fc.Arbitrary<string> {
  const longest = Math.min(maxLength, LONGEST_TEXT)
  if (pattern === undefined || pattern.includes('\\p')) {
    const fits = new RegExp(pattern ?? '', 'u')
    // One visible letter, as names need, and texts of several scripts and planes.
    const any = fc.string({ unit: 'grapheme', minLength, maxLength: longest })
    const plain = any.map((text) => [...`a${text}`].slice(0, longest).join(''))
    return plain.filter((text) => text.length >= minLength && fits.test(text))
  }
  const fits = fc.stringMatching(new RegExp(pattern))
  return fits.filter((text) => text.length <= maxLength && text.length >= minLength)
}

/** Values that the schema accepts. */
export function fitting(schema: Schema, named: Named): fc.Arbitrary<unknown> {
  const inner = (part: Schema) => fitting(part, named)
  if (schema.$ref !== undefined) {
    const { $ref } = schema
    const made = inner(named.resolve($ref))
    if (named.known($ref).length === 0) return made
    // What the server knows grows meanwhile.
    const known = fc.nat().map((n) => {
      const all = named.known($ref)
      return all[n % all.length]
    })
    return fc.oneof(known, made)
  }
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(inner))
  const { minimum: min = -1e9, maximum: max = 1e15 } = schema
  switch (schema.type) {
    case 'string':
      return texts(schema)
    case 'integer':
      return fc.integer({ min, max: Math.min(max, Number.MAX_SAFE_INTEGER) })
    case 'number':
      return fc.double({ min, max, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array': {
      const { items = {}, minItems: minLength = 0, maxItems = LONGEST_LIST } = schema
      return fc.array(inner(items), { minLength, maxLength: Math.min(maxItems, LONGEST_LIST) })
    }
    case 'object': {
      const fields = Object.entries(schema.properties ?? {})
      const record = Object.fromEntries(fields.map(([name, part]) => [name, inner(part)]))
      return fc.record(record, { requiredKeys: [...(schema.required ?? [])] })
    }
    default:
      throw new Error(`no values are made for ${JSON.stringify(schema)}`)
  }
}

/** What hardly any field accepts; control characters are in no text that has a form. */
const JUNK: readonly unknown[] = [
  null,
  true,
  7.5,
  -1,
  1e30,
  '',
  '\u0007',
  'x'.repeat(3_000),
  [],
  [null],
  {},
  { x: 1 },
]

/**
 * Objects that the schema refuses: one field is missing or is something else, or there is no object at all.
 * @param accepts whether the schema accepts a value
 */
export function unfitting(
  schema: Schema,
  named: Named,
  accepts: (value: unknown) => boolean,
): fc.Arbitrary<unknown> {
  const object = schema.$ref === undefined ? schema : named.resolve(schema.$ref)
  const names = Object.keys(object.properties ?? {})
  const junk = fc.constantFrom(...JUNK)
  if (names.length === 0) return junk.filter((value) => !accepts(value))
  const changed = fc
    .tuple(fitting(object, named), fc.constantFrom(...names), fc.option(junk, { nil: undefined }))
    .map(([value, name, other]) => ({ ...(value as object), [name]: other }))
    // As it travels: without the field that is undefined.
    .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
  return fc.oneof({ weight: 5, arbitrary: changed }, junk).filter((value) => !accepts(value))
}
