/**
 * The routes of IM accounts, of dialling and of the administrator's connectors. Apart from the
 * others: the pages that open first do without.
 */
import * as v from 'valibot'
import { ACCOUNT_MAX } from './connectors.ts'
import { handle, id } from './people.ts'
import { route } from './route.ts'

const nothing = v.object({})
/** One line of people's words. */
const line = (max: number) =>
  v.pipe(v.string(), v.trim(), v.maxLength(max), v.regex(/^[^\p{Cc}\p{Cs}\u202a-\u202e]*$/u))

/** A kind of account that an enabled connector asks for. */
const accountKind = v.object({
  type: v.string(),
  label: v.string(),
  /** The connector's, since the type is its. */
  title: v.string(),
  icon: v.string(),
  example: v.string(),
})
export type AccountKind = v.InferOutput<typeof accountKind>

const account = v.object({ id: v.string(), type: v.string(), value: v.string() })
export type Account = v.InferOutput<typeof account>

const accountList = v.object({
  /** The kinds that may be added, in the order of their connectors. */
  kinds: v.array(accountKind),
  accounts: v.array(account),
})

const accountValue = v.pipe(v.string(), v.maxLength(ACCOUNT_MAX))

/** What an administrator's own connector is. Its template is checked as the catalogue's are. */
export const ownConnector = v.object({
  title: v.pipe(line(40), v.minLength(1)),
  hint: line(80),
  kind: v.picklist(['room', 'dial']),
  template: v.pipe(v.string(), v.maxLength(500)),
  /** The account that it needs; null: none, which a `room` may do without. */
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

/** A connector as its administrator sees it. */
const adminConnector = v.object({
  id: v.string(),
  title: v.string(),
  hint: v.string(),
  icon: v.string(),
  kind: v.picklist(['peer', 'room', 'dial']),
  enabled: v.boolean(),
  /** Added here: it may be changed and removed as a whole. */
  own: v.nullable(ownConnector),
  docs: v.nullable(v.string()),
  /** It opens in a tab of the browser. */
  tab: v.boolean(),
  /** The title that comes with Peal, where an administrator gave another. */
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

const connectorList = v.object({ connectors: v.array(adminConnector), members: v.number() })
export type ConnectorList = v.InferOutput<typeof connectorList>

/** Changed settings. A secret that is left out stays; an empty one is removed. */
const settings = v.array(v.object({ name: v.string(), value: v.string() }))
export type ChangedSettings = v.InferOutput<typeof settings>

export const connectorApi = {
  // One's own IM accounts, and those of others.
  accounts: route('GET', '/api/me/accounts', null, accountList),
  addAccount: route(
    'POST',
    '/api/me/accounts',
    v.object({ type: v.pipe(v.string(), v.maxLength(64)), value: accountValue }),
    account,
  ),
  changeAccount: route('PUT', '/api/me/accounts/:id', v.object({ value: accountValue }), account),
  removeAccount: route('DELETE', '/api/me/accounts/:id', null, nothing),
  /** Those of a contact that enabled connectors use. */
  accountsOf: route(
    'GET',
    '/api/contacts/:handle/accounts',
    null,
    v.object({ accounts: v.array(account) }),
  ),

  /** Calls by another program: notes the call, and answers the address that leads to it. */
  dial: route(
    'POST',
    '/api/dial',
    v.object({
      callId: id,
      to: handle,
      connector: id,
      /** Which of the contact's accounts; their first unless said. */
      account: v.optional(id),
    }),
    v.object({ url: v.string() }),
  ),

  // For admins.
  adminConnectors: route('GET', '/api/admin/connectors', null, connectorList),
  orderConnectors: route(
    'PUT',
    '/api/admin/connectors',
    v.object({ ids: v.pipe(v.array(id), v.maxLength(200)) }),
    connectorList,
  ),
  addConnector: route('POST', '/api/admin/connectors', ownConnector, connectorList),
  changeConnector: route(
    'PUT',
    '/api/admin/connectors/:id',
    v.object({
      enabled: v.optional(v.boolean()),
      title: v.optional(v.pipe(line(40), v.minLength(1))),
      settings: v.optional(settings),
      own: v.optional(ownConnector),
    }),
    connectorList,
  ),
  removeConnector: route('DELETE', '/api/admin/connectors/:id', null, connectorList),
  /** Makes the address of a trial with these settings, kept or not, and looks whether its host answers. */
  tryConnector: route(
    'POST',
    '/api/admin/connectors/:id/trials',
    v.object({
      settings: v.optional(settings, []),
      own: v.optional(ownConnector),
      /** Needed where the connector needs one. */
      account: v.optional(accountValue),
    }),
    v.object({
      url: v.string(),
      /** Null: it leads to another program, and there is no host to ask. */
      host: v.nullable(v.picklist(['answers', 'no-answer', 'unknown', 'certificate'])),
    }),
  ),
} as const
