import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { handle } from '../../../protocol/people.ts'
import { callAddress } from '../../../pwa/embed/call-button.ts'

const SCRIPT = 'https://peal.example.org/embed.js'

describe('the address of a Call button', () => {
  it('is the page of the script’s server that asks whether to call', () => {
    expect(callAddress(SCRIPT, ' Ada ')).toBe('https://peal.example.org/call/new?to=ada')
    expect(callAddress('https://calls.example.org', 'ada')).toBe(
      'https://calls.example.org/call/new?to=ada',
    )
  })

  it('is null without a valid server', () => {
    for (const server of [
      null,
      '',
      'peal.example.org',
      'javascript:alert(1)',
      'data:text/html,x',
    ]) {
      expect(callAddress(server, 'ada')).toBeNull()
    }
  })

  it('exists for valid handles only, and always leads to that page', () => {
    const odd = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.webUrl())
    const plain = fc.string({ unit: fc.constantFrom(...'aZ09._-'), maxLength: 34 })
    fc.assert(
      fc.property(fc.oneof(odd, plain), (given) => {
        const address = callAddress(SCRIPT, given)
        expect(address !== null).toBe(v.is(handle, given))
        if (address === null) return
        const url = new URL(address)
        expect(url.origin + url.pathname).toBe('https://peal.example.org/call/new')
        expect([...url.searchParams]).toEqual([['to', v.parse(handle, given)]])
      }),
    )
  })
})
