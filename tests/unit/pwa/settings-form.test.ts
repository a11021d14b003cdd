import { describe, expect, it } from 'vitest'
import { changeOf, formOf, wrongIn } from '../../../pwa/components/admin/settings-form.ts'
import type { SettingsForm } from '../../../pwa/components/admin/settings-form.ts'
import type { SettingsView } from '../../../pwa/stores/admin.ts'

const PLAIN: SettingsView = {
  ringSeconds: 45,
  pairCalls: 5,
  callerCalls: 30,
  stunUrls: [],
  turnUrls: [],
  hasTurnSecret: false,
  setBy: [],
  ownStun: null,
}
const RELAYED: SettingsView = { ...PLAIN, turnUrls: ['turn:a', 'turn:b'], hasTurnSecret: true }

const typed = (settings: SettingsView, form: Partial<SettingsForm>) =>
  changeOf({ ...formOf(settings), ...form }, settings)

describe('the form of the settings', () => {
  it('changes nothing when it opens', () => {
    for (const settings of [PLAIN, RELAYED]) expect(typed(settings, {})).toEqual({})
  })

  it('changes only what was typed', () => {
    expect(typed(PLAIN, { ringSeconds: ' 20 ' })).toEqual({ ringSeconds: 20 })
    expect(typed(PLAIN, { stunUrls: 'stun:a, stun:b\n\nstun:c' })).toEqual({
      stunUrls: ['stun:a', 'stun:b', 'stun:c'],
    })
    expect(typed(RELAYED, { turnSecret: 'a new secret of coturn' })).toEqual({
      turnSecret: 'a new secret of coturn',
    })
  })

  it('removes the secret with the last TURN server', () => {
    const change = typed(RELAYED, { turnUrls: '' })
    expect(change).toEqual({ turnUrls: [], turnSecret: null })
    expect(wrongIn(change, RELAYED)).toEqual({})
  })

  it('does not change what the environment sets', () => {
    const settings: SettingsView = {
      ...PLAIN,
      setBy: [{ setting: 'ringSeconds', variable: 'PEAL_RING_SECONDS' }],
    }
    expect(typed(settings, { ringSeconds: '20', pairCalls: '6' })).toEqual({ pairCalls: 6 })
  })

  it('tells at each field what is wrong, and which address is', () => {
    const wrong = (form: Partial<SettingsForm>, settings = PLAIN) =>
      wrongIn(typed(settings, form), settings)
    expect(wrong({ ringSeconds: '4', pairCalls: 'five', callerCalls: '' })).toEqual({
      ringSeconds: expect.stringMatching(/5 to 300/),
      pairCalls: expect.stringMatching(/1 to 1000/),
      callerCalls: expect.stringMatching(/1 to 1000/),
    })
    expect(wrong({ stunUrls: 'stun:a\nturn:b' }).stunUrls).toMatch(/“turn:b” is not one/)
    expect(wrong({ stunUrls: 'stun:a '.repeat(21) }).stunUrls).toMatch(/at most 20$/)
    expect(Object.keys(wrong({ turnUrls: 'turn:a' }))).toEqual(['turnSecret'])
    expect(Object.keys(wrong({ turnSecret: 'a secret of coturn' }))).toEqual(['turnUrls'])
    expect(Object.keys(wrong({ turnSecret: 'short' }, RELAYED))).toEqual(['turnSecret'])
  })
})
