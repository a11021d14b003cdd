/** The routes of `protocol/connector-api.ts`, described. */
import { connectorApi } from '../../protocol/connector-api.ts'
import { REFUSALS } from '../../protocol/reasons.ts'
import { describeRoutes } from './operation.ts'

export const connectorContract = describeRoutes(connectorApi, {
  accounts: {
    room: 'people',
    who: 'session',
    does: 'Lists the member’s IM accounts, and the kinds that they may add.',
  },
  addAccount: {
    room: 'people',
    who: 'session',
    does: 'Adds an IM account.',
    more: 'Refused as `invalid` if no enabled connector asks for the kind, or if the value is no account of it; as `too-large` if the member has 50 accounts.',
    errors: ['invalid', 'too-large'],
  },
  changeAccount: {
    room: 'people',
    who: 'session',
    does: 'Changes an IM account.',
    errors: ['invalid', 'not-found'],
  },
  removeAccount: {
    room: 'people',
    who: 'session',
    does: 'Removes an IM account.',
    errors: ['not-found'],
  },
  accountsOf: {
    room: 'people',
    who: 'session',
    does: 'Lists a contact’s IM accounts that enabled connectors use.',
    errors: ['unknown-member'],
  },
  dial: {
    room: 'calls',
    who: 'session',
    does: 'Records a call that another program makes, and answers the address that opens it.',
    more: 'The errors are those of placing any call; docs/protocol.md explains them.',
    errors: REFUSALS,
  },
  adminConnectors: {
    room: 'connectors',
    who: 'admin',
    does: 'Lists all connectors with their settings.',
    more: 'Secrets are never sent.',
  },
  orderConnectors: {
    room: 'connectors',
    who: 'admin',
    does: 'Puts the connectors into an order; those that are not named come last.',
  },
  addConnector: {
    room: 'connectors',
    who: 'admin',
    does: 'Adds a connector of this installation’s own, switched off.',
    more: 'Refused as `too-large` if there are 50.',
    errors: ['invalid', 'too-large'],
  },
  changeConnector: {
    room: 'connectors',
    who: 'admin',
    does: 'Switches a connector on or off, or changes its title, settings or definition.',
    more: 'A secret that is left out stays; an empty one is removed.',
    errors: ['invalid', 'not-found'],
  },
  removeConnector: {
    room: 'connectors',
    who: 'admin',
    does: 'Removes a connector that an administrator added.',
    errors: ['not-found'],
  },
  tryConnector: {
    room: 'connectors',
    who: 'admin',
    does: 'Makes an address with these settings, saved or not, and checks whether its host answers.',
    errors: ['invalid', 'not-found'],
  },
})
