import { describe, expect, it } from 'vitest'
import { REASONS } from '../../../protocol/reasons.ts'
import { iconOfCall } from '../../../pwa/components/history/call-row.ts'
import { ICON_NAMES } from '../../../pwa/design/icon-names.ts'
import * as texts from '../../../pwa/texts/texts.ts'

describe('the words of a call in a list', () => {
  it('say of every missed call that it was missed, and why', () => {
    expect(texts.calls.outcome({ role: 'callee', reason: 'busy', missed: true })).toBe(
      'Missed, you were in another call',
    )
  })

  it('never call an outgoing call missed', () => {
    for (const reason of REASONS) {
      const said = texts.calls.outcome({ role: 'caller', reason, missed: true })
      expect(said).not.toContain('Missed')
      expect(said).not.toBe('')
    }
  })

  it('have an icon that exists', () => {
    for (const reason of REASONS) {
      for (const role of ['caller', 'callee'] as const) {
        expect(ICON_NAMES).toContain(iconOfCall({ role, reason, missed: false }))
      }
    }
  })
})

describe('the title', () => {
  it('has the count before the page’s name', () => {
    expect(texts.common.title('Contacts', 3)).toBe('(3) Contacts · Peal')
    expect(texts.common.title('Contacts', 0)).toBe('Contacts · Peal')
  })
})

describe('names of buttons, fields and switches', () => {
  it('are the documented ones', () => {
    const { callButton, addFavourite, removeFavourite, invite, search } = texts.contacts
    expect([
      callButton.name('Grace Hopper'),
      callButton.backName('Grace Hopper'),
      texts.accounts.choose('Grace Hopper'),
      addFavourite('Grace Hopper'),
      removeFavourite('Grace Hopper'),
      invite.button,
      search,
      callButton.mobile,
      callButton.self,
      callButton.offline,
      texts.calls.markSeen,
      texts.gate.signIn.as('Ada Lovelace'),
      texts.gate.signIn.button,
      texts.settings.signOut,
      texts.settings.disturb.title,
      texts.settings.ringing.here,
      texts.testRing.button,
      texts.install.button,
      texts.gate.fields.handle,
      texts.gate.fields.name,
      texts.gate.fields.password,
    ]).toEqual([
      'Call Grace Hopper',
      'Call back Grace Hopper',
      'Choose how to call Grace Hopper',
      'Add Grace Hopper to favourites',
      'Remove Grace Hopper from favourites',
      'Invite someone',
      'Search',
      'To call, open Peal on a desktop.',
      'This is you.',
      'Calls are off while offline.',
      'Mark all as seen',
      'Sign in as Ada Lovelace',
      'Sign in',
      'Sign out',
      'Do not disturb',
      'Ring here',
      'Test ring',
      'Install Peal',
      'Handle',
      'Display name',
      'Password',
    ])
  })
})
