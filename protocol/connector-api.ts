/**
 * The routes of IM accounts, dialling and the administrators' connectors, in a file of their own, since the
 * first pages do not need them.
 */
import * as v from 'valibot'
import { ACCOUNT_MAX } from './connectors.ts'
import { TYPED_MAX, handle, id } from './people.ts'
import { del, get, nothing, post, put } from './route.ts'

/** One line of text. */
const line = (max: number) =>
  v.pipe(
    v.string(),
    v.maxLength(TYPED_MAX),
    v.trim(),
    v.maxLength(max),
    v.regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e]*$/u),
  )

/** A kind of account that an enabled connector asks for. */
export const accountKind = v.object({
  type: v.string(),
  label: v.string(),
  /** The connector's title. */
  title: v.string(),
  icon: v.string(),
  example: v.string(),
})
export type AccountKind = v.InferOutput<typeof accountKind>

export const account = v.object({ id: v.string(), type: v.string(), value: v.string() })
export type Account = v.InferOutput<typeof account>

const accountList = v.object({
  /** The kinds that may be added, in the order of their connectors. */
  kinds: v.array(accountKind),
  accounts: v.array(account),
})

const accountValue = v.pipe(v.string(), v.maxLength(ACCOUNT_MAX))

/** The definition of an own connector. Its template is checked like the catalogue's. */
export const ownConnector = v.object({
  title: v.pipe(line(40), v.minLength(1)),
  hint: line(80),
  kind: v.picklist(['room', 'dial']),
  template: v.pipe(v.string(), v.maxLength(500)),
  /** The account that it needs; null: none, which is allowed for a `room`. */
  account: v.nullable(
    v.object({
      label: v.pipe(line(40), v.minLength(1)),
      form: v.picklist(['address', 'phone', 'name', 'number', 'any']),
    }),
  ),
})
export type OwnConnector = v.InferOutput<typeof ownConnector>
/** What an account of an own connector looks like. */
export type AccountForm = NonNullable<OwnConnector['account']>['form']

/** A connector as administrators see it. */
export const adminConnector = v.object({
  id: v.string(),
  title: v.string(),
  hint: v.string(),
  icon: v.string(),
  kind: v.picklist(['peer', 'room', 'dial']),
  enabled: v.boolean(),
  /** An administrator added it, so that it can be changed and removed. */
  own: v.nullable(ownConnector),
  docs: v.nullable(v.string()),
  /** It opens in a tab of the browser. */
  tab: v.boolean(),
  /** The original title, before an administrator changed it. */
  firstTitle: v.string(),
  settings: v.array(
    v.object({
      name: v.string(),
      is: v.picklist(['host', 'room', 'text', 'secret']),
      label: v.string(),
      hint: v.string(),
      required: v.boolean(),
      /** Empty for a secret. */
      value: v.string(),
      /** A secret is kept. */
      kept: v.boolean(),
    }),
  ),
  /** The account that a contact needs, and how many members have one; null: none. */
  account: v.nullable(v.object({ label: v.string(), example: v.string(), have: v.number() })),
})
export type AdminConnector = v.InferOutput<typeof adminConnector>

export const connectorList = v.object({ connectors: v.array(adminConnector), members: v.number() })
export type ConnectorList = v.InferOutput<typeof connectorList>

/** Changed settings. A secret that is left out stays; an empty one is removed. */
const settings = v.array(
  v.object({
    name: v.pipe(v.string(), v.maxLength(64)),
    value: v.pipe(v.string(), v.maxLength(TYPED_MAX)),
  }),
)
export type ChangedSettings = v.InferOutput<typeof settings>

export const connectorApi = {
  // IM accounts, one's own and those of others.
  accounts: get('/api/me/accounts', null, accountList),
  addAccount: post(
    '/api/me/accounts',
    v.object({ type: v.pipe(v.string(), v.maxLength(64)), value: accountValue }),
    account,
  ),
  changeAccount: put('/api/me/accounts/:id', v.object({ value: accountValue }), account),
  removeAccount: del('/api/me/accounts/:id', null, nothing),
  /** Those of a contact that enabled connectors use. */
  accountsOf: get('/api/contacts/:handle/accounts', null, v.object({ accounts: v.array(account) })),

  /** A call by another program: writes it to history and answers its address. */
  dial: post(
    '/api/dial',
    v.object({
      callId: id,
      to: handle,
      connector: id,
      /** Which of the contact's accounts; default: the first. */
      account: v.optional(id),
    }),
    v.object({ url: v.string() }),
  ),

  // For admins.
  adminConnectors: get('/api/admin/connectors', null, connectorList),
  orderConnectors: put(
    '/api/admin/connectors',
    v.object({ ids: v.pipe(v.array(id), v.maxLength(200)) }),
    connectorList,
  ),
  addConnector: post('/api/admin/connectors', ownConnector, connectorList),
  changeConnector: put(
    '/api/admin/connectors/:id',
    v.object({
      enabled: v.optional(v.boolean()),
      title: v.optional(v.pipe(line(40), v.minLength(1))),
      settings: v.optional(settings),
      own: v.optional(ownConnector),
    }),
    connectorList,
  ),
  removeConnector: del('/api/admin/connectors/:id', null, connectorList),
  /** Makes an address with these settings, saved or not, and checks whether its host answers. */
  tryConnector: post(
    '/api/admin/connectors/:id/trials',
    v.object({
      settings: v.optional(settings, []),
      own: v.optional(ownConnector),
      /** Required if the connector needs an account. */
      account: v.optional(accountValue),
    }),
    v.object({
      url: v.string(),
      /** Null: another program opens the address, so there is no host to check. */
      host: v.nullable(v.picklist(['answers', 'no-answer', 'unknown', 'certificate'])),
    }),
  ),
} as const
