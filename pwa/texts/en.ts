/**
 * The catalogue of UI texts, English. One file a section, so that a missing key breaks the build
 * and no section is long.
 */
import { call } from './en/call.ts'
import { calls } from './en/calls.ts'
import { common } from './en/common.ts'
import { contacts } from './en/contacts.ts'
import { gate } from './en/gate.ts'
import { incoming } from './en/incoming.ts'
import { install } from './en/install.ts'
import { offline } from './en/offline.ts'
import { settings } from './en/settings.ts'

export const en = { call, calls, common, contacts, gate, incoming, install, offline, settings }
