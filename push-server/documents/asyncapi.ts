/** The AsyncAPI document of the WebSocket `/signal`, made from its messages' schemas and descriptions. */
import { MAX_MESSAGE_BYTES, clientMessage, serverMessage } from '../../protocol/signals.ts'
import type { ClientMessage, ServerMessage } from '../../protocol/signals.ts'
import { CLOSE, CLOSE_MEANING } from '../contract/close-codes.ts'
import { CLIENT_MESSAGES, REQUESTS, SERVER_MESSAGES } from '../contract/message-contract.ts'
import type { DocumentDeps } from './openapi.ts'
import { namedSchemas, schemaOf, usedOnly, type JsonSchema } from './schemas.ts'
import type * as v from 'valibot'

const ABOUT = [
  'The WebSocket by which pages place, answer and carry calls. It belongs to this version of Peal and may change with the next one; docs/protocol.md says what schemas cannot.',
  `Messages are JSON texts of at most ${MAX_MESSAGE_BYTES} bytes. The upgrade needs the session’s cookie (otherwise 401) and Peal’s own \`Origin\` (otherwise 403).`,
  'The first message of a page is `hello`, and the answer is `welcome`, which holds the whole state.',
  'A request has a number `req` and gets exactly one `reply` with the same number. It can be repeated: call ids and leg ids, which pages make, say what is meant.',
].join('\n\n')

/** Codes that the WebSocket library closes with. */
const LIBRARY_CLOSES = [
  { code: 1008, means: 'A message came in too many pieces.' },
  { code: 1009, means: 'A message is too long.' },
]

const CHANNEL = '#/channels/signal'
const messageRef = (key: string) => ({ $ref: `${CHANNEL}/messages/${key}` })

type MessageSchema = v.GenericSchema & {
  readonly entries: {
    readonly type: { readonly literal: string }
    readonly ok?: { readonly literal: boolean }
  }
}

/** A message as the document names it. */
interface Named {
  readonly key: string
  readonly type: string
  readonly schema: v.GenericSchema
}

/** The messages of a union, by name: the two forms of a reply have names of their own. */
function messagesOf(options: readonly unknown[]): Named[] {
  return flat(options).map((schema) => {
    const { type, ok } = schema.entries
    const form = ok === undefined ? '' : ok.literal ? '.ok' : '.refused'
    return { key: `${type.literal}${form}`, type: type.literal, schema }
  })
}

function flat(options: readonly unknown[]): MessageSchema[] {
  return options.flatMap((option) => {
    const { options: inner } = option as { options?: readonly unknown[] }
    return inner === undefined ? [option as MessageSchema] : flat(inner)
  })
}

const FROM_PAGES = messagesOf(clientMessage.options)
const FROM_SERVER = messagesOf(serverMessage.options)
const REPLIES = FROM_SERVER.filter(({ type }) => type === 'reply')

function messageOf({ type, schema }: Named, about: string): JsonSchema {
  return { name: type, summary: about, contentType: 'application/json', payload: schemaOf(schema) }
}

const list = (words: readonly string[]) => words.map((word) => `\`${word}\``).join(', ')

/** An operation of the server: it receives a page's message. */
function receiving({ key, type }: Named): readonly [string, JsonSchema] {
  const request = Object.entries(REQUESTS).find(([name]) => name === type)?.[1]
  const base = {
    action: 'receive',
    channel: { $ref: CHANNEL },
    summary: CLIENT_MESSAGES[type as ClientMessage['type']],
    messages: [messageRef(key)],
  }
  if (request === undefined) {
    const answer = ANSWERS[type]
    const reply = answer && { channel: { $ref: CHANNEL }, messages: [messageRef(answer)] }
    return [`receive.${key}`, reply ? { ...base, reply } : base]
  }
  return [
    `receive.${key}`,
    {
      ...base,
      description: `The reply’s data can hold ${list(request.data)}. Refused as ${list(request.refusals)}.`,
      reply: {
        channel: { $ref: CHANNEL },
        messages: REPLIES.map((reply) => messageRef(reply.key)),
      },
      'x-peal-data': request.data,
      'x-peal-refusals': request.refusals,
    },
  ]
}

/** What answers a message that is no request. */
const ANSWERS: Readonly<Record<string, ServerMessage['type']>> = {
  hello: 'welcome',
  ping: 'pong',
  'presence.watch': 'presence',
}

/** An operation of the server: it sends a message to a page. */
function sending({ key, type }: Named): readonly [string, JsonSchema] {
  return [
    `send.${key}`,
    {
      action: 'send',
      channel: { $ref: CHANNEL },
      summary: SERVER_MESSAGES[type as ServerMessage['type']],
      messages: [messageRef(key)],
    },
  ]
}

const closeCodes = [
  ...Object.entries(CLOSE).map(([name, code]) => ({
    code,
    name,
    means: CLOSE_MEANING[name as keyof typeof CLOSE],
  })),
  ...LIBRARY_CLOSES,
]

/** The document. */
export function asyncapi({ origin, version, cookie }: DocumentDeps) {
  const { protocol, host } = new URL(origin)
  const messages = Object.fromEntries([
    // What goes both ways stands here once.
    ...FROM_SERVER.map((message) => [
      message.key,
      messageOf(message, SERVER_MESSAGES[message.type as ServerMessage['type']]),
    ]),
    ...FROM_PAGES.map((message) => [
      message.key,
      messageOf(message, CLIENT_MESSAGES[message.type as ClientMessage['type']]),
    ]),
  ]) as Record<string, JsonSchema>
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Peal’s signaling',
      version,
      description: ABOUT,
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      peal: {
        host,
        protocol: protocol === 'https:' ? 'wss' : 'ws',
        security: [{ $ref: '#/components/securitySchemes/session' }],
      },
    },
    channels: {
      signal: {
        address: '/signal',
        description: [
          'The server closes the socket with these codes:',
          ...closeCodes.map(({ code, means }) => `- ${code}: ${means}`),
        ].join('\n'),
        messages: Object.fromEntries(
          Object.keys(messages).map((key) => [key, { $ref: `#/components/messages/${key}` }]),
        ),
        bindings: {
          ws: {
            method: 'GET',
            headers: {
              type: 'object',
              required: ['Origin'],
              properties: { Origin: { type: 'string', const: origin } },
            },
          },
        },
        'x-peal-close-codes': closeCodes,
      },
    },
    operations: Object.fromEntries([...FROM_PAGES.map(receiving), ...FROM_SERVER.map(sending)]),
    components: {
      messages,
      schemas: usedOnly(messages, namedSchemas()),
      securitySchemes: {
        session: {
          type: 'httpApiKey',
          in: 'cookie',
          name: cookie,
          description: 'The cookie that a sign-in sets.',
        },
      },
    },
  }
}
