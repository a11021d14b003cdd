/** The schemas that stand in the documents under a name of their own, with what they mean. */
import {
  adminAct,
  adminMember,
  finding,
  openLink,
  settingsView,
  singleUseLink,
} from '../../protocol/admin-api.ts'
import { apiError, historyRow, missedGroup, session } from '../../protocol/api.ts'
import {
  account,
  accountKind,
  adminConnector,
  connectorList,
  ownConnector,
} from '../../protocol/connector-api.ts'
import { enabledConnectors } from '../../protocol/enabled-connectors.ts'
import { mediaState } from '../../protocol/peer-state.ts'
import {
  PASSWORD_MAX,
  PASSWORD_MIN,
  contact,
  device,
  deviceKind,
  handle,
  id,
  person,
  presence,
  self,
  token,
} from '../../protocol/people.ts'
import { pushState, subscriptionRequest, testReport, testState } from '../../protocol/push.ts'
import { clientInfo } from '../../protocol/sign-in-api.ts'
import {
  callView,
  candidate,
  description,
  iceServer,
  missedNotice,
  replyData,
  ring,
} from '../../protocol/signals.ts'
import { NAME_MAX, displayName, password } from '../../protocol/typed-input.ts'
import type * as v from 'valibot'

/** What a document says about a schema besides its form. */
export interface NamedSchema {
  readonly schema: v.GenericSchema
  readonly description: string
  /** By the name of a field. */
  readonly fields?: Readonly<Record<string, string | undefined>>
  /** What JSON Schema can say, but the schema says in code. */
  readonly also?: { readonly minLength?: number; readonly maxLength?: number }
}

type FieldOf<S> = S extends { readonly entries: infer E } ? keyof E & string : never

/** Names a schema; the compiler checks the names of the fields. */
function named<S extends v.GenericSchema>(
  schema: S,
  description: string,
  fields?: Partial<Readonly<Record<FieldOf<S>, string>>>,
): NamedSchema {
  return { schema, description, fields }
}

export const NAMED_SCHEMAS: Readonly<Record<string, NamedSchema>> = {
  Error: named(apiError, 'The body of every answer that is not 2xx.'),
  Handle: named(
    handle,
    'A member’s unique name in addresses. Capital letters, and blanks around it, are accepted and normalised.',
  ),
  Id: named(id, 'An opaque id that a page or the server made.'),
  Token: named(token, 'A secret of a link or of a ring, in URL-safe base64.'),
  DisplayName: {
    ...named(
      displayName,
      'A member’s name. At least one character must be visible, and none may carry more than four marks.',
    ),
    also: { minLength: 1, maxLength: NAME_MAX },
  },
  NewPassword: {
    ...named(password, 'A new password, without control characters.'),
    also: { minLength: PASSWORD_MIN, maxLength: PASSWORD_MAX },
  },
  Person: named(person, 'A person as shown beside a call.', {
    photo: 'The path of their photo, with its version; null: they have none.',
    accounts: 'In lists: the types of their IM accounts, which connectors need.',
  }),
  Contact: named(contact, 'A member as another member sees them.', {
    blocked: 'The viewer has blocked them. Nobody is told who blocks them.',
    lastCallAt: 'When the two last called each other; null: never.',
  }),
  Self: named(self, 'The signed-in member.', {
    dndUntil:
      'They do not want to be disturbed until then; null: they may be. A far future means until it is switched off.',
    connectorLast: 'The connector that they used last.',
    linksMade:
      'For administrators: sign-in links that others made for them lately. `by` null: the command line.',
  }),
  DeviceKind: named(
    deviceKind,
    'A `desktop` can place and answer calls; a `mobile` device is only told of missed calls.',
  ),
  Device: named(device, 'One signed-in browser profile.', {
    ringHere: 'Calls ring on it.',
    here: 'It is the device that asks.',
    seenAt: 'When it was last used.',
  }),
  Session: named(session, 'Who is signed in, and on which device.'),
  ClientInfo: named(clientInfo, 'What a page says about its browser when it signs in.', {
    kind: 'The kind that the page assumes. It can only make a desktop a mobile device.',
  }),
  HistoryRow: named(historyRow, 'A call, as one of its two members sees it later.', {
    at: 'When it became a missed call; for any other call, when it began.',
    connector: 'The title of the connector, which may be switched off or removed by now.',
    durationMs: 'From connected to end; null: it never connected.',
  }),
  MissedGroup: named(missedGroup, 'The missed calls of one person that the member has not seen.'),
  Account: named(account, 'An IM account: another address at which a member can be called.'),
  AccountKind: named(accountKind, 'A kind of IM account that an enabled connector asks for.', {
    title: 'The title of the connector.',
  }),
  EnabledConnectors: named(
    enabledConnectors,
    'The ways to call that are switched on, in their order.',
    {
      last: 'The connector that the member used last, on whatever device.',
    },
  ),
  OwnConnector: named(ownConnector, 'The definition of a connector that an administrator adds.', {
    template:
      'The address that the connector opens, with places such as `{account}`. docs/connectors.md explains it.',
    account: 'The IM account that it needs; null: none, which only a `room` can do without.',
  }),
  AdminConnector: named(adminConnector, 'A connector as administrators see it.', {
    own: 'Its definition, if an administrator added it.',
    tab: 'It opens in a tab of the browser.',
    firstTitle: 'The title before an administrator changed it.',
    account: 'The IM account that a contact needs for it, and how many members have one.',
  }),
  ConnectorList: named(connectorList, 'All connectors, and the number of members.'),
  PushState: named(pushState, 'Push on one device.', {
    key: 'The key (RFC 8292) that a new subscription is made for.',
  }),
  PushSubscription: named(
    subscriptionRequest,
    'What `PushSubscription.toJSON()` gives, and the server’s key that it was made for.',
  ),
  TestReport: named(testReport, 'A step of a test ring, as the device reports it.'),
  TestState: named(testState, 'What became of a test ring so far.', {
    over: 'Nothing more will come.',
  }),
  Member: named(adminMember, 'A member as administrators see them.', {
    devices: 'How many browser profiles are signed in.',
    seenAt: 'When one of them was last used, to the hour; null: never.',
  }),
  Link: named(singleUseLink, 'A single-use link. The server keeps its hash only.'),
  OpenLink: named(openLink, 'An invitation or a sign-in link that nobody has used yet.', {
    by: 'The administrator who made it; null: the command line.',
    signsIn: 'The name of the member whom it signs in; null: a new member joins by it.',
  }),
  Settings: named(settingsView, 'The settings of this installation.', {
    setBy: 'Settings that environment variables set, so that they cannot be changed here.',
    ownStun: 'The server’s own STUN responder, used if no other is set; null: it is off.',
  }),
  Finding: named(finding, 'What a check found, and how to mend it.'),
  Act: named(adminAct, 'What an administrator did.', {
    by: 'Who did it; null: the command line.',
  }),
  Presence: named(presence, 'Whether a member can be called now.'),
  CallView: named(callView, 'A call, as one device sees it.', {
    mergedId: 'The id that this device’s call had before both members’ calls became one.',
    rev: 'Counts the changes: the larger one is the newer state.',
    gen: 'Counts the peer connections of the call.',
    carries:
      'The call goes from browser to browser (`peer`) or goes on in a meeting page (`room`).',
    leg: 'The id of the window that has the call on this device.',
    here: 'This device has the call.',
    ageMs: 'Since it was placed.',
    ringLeftMs: 'Until devices stop ringing.',
    connectedMs: 'Since it connected.',
    durationMs: 'From connected to end.',
  }),
  Ring: named(ring, 'A call that rings on this device.', {
    answerToken: 'Proves that Answer was pressed for this ring on this device.',
  }),
  MissedNotice: named(missedNotice, 'The newest missed call, and how many were not seen.'),
  MediaState: named(mediaState, 'Whether microphone and camera are on.'),
  Description: named(description, 'An RTCSessionDescriptionInit.'),
  Candidate: named(
    candidate,
    'An RTCIceCandidateInit. An empty candidate is the end of candidates.',
  ),
  IceServer: named(iceServer, 'An RTCIceServer.'),
  ReplyData: named(
    replyData,
    'The result of a request; which parts it has depends on the request.',
    {
      offer: 'The caller’s session description, for the window that answers.',
      iceTtlMs: 'For how long the ICE servers may be used.',
    },
  ),
}
