import { describe, expect, it } from 'vitest'
import { keepSecret, keptSecret, takeFragment } from '../../../pwa/platform/browser/fragment.ts'
import { showPath } from '../../../pwa/platform/browser/shown-path.ts'

function windowAt(address: string) {
  const url = new URL(address, 'https://peal.example')
  const shown: string[] = []
  return {
    shown,
    page: {
      location: { hash: url.hash, pathname: url.pathname, search: url.search },
      history: {
        state: { kept: true },
        replaceState: (state: unknown, _: string, to?: string | URL | null) => {
          expect(state).toEqual({ kept: true })
          shown.push(String(to))
        },
      },
    },
  }
}

function storage(): Storage {
  const values = new Map<string, string>()
  return {
    get length() {
      return values.size
    },
    clear: () => values.clear(),
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  }
}

describe('a secret in an address', () => {
  it('is removed at once, and the query stays', () => {
    const { page, shown } = windowAt('/sign-in?device=mobile#token')
    expect(takeFragment(page)).toBe('token')
    expect(shown).toEqual(['/sign-in?device=mobile'])
  })

  it('leaves the address alone when there is none', () => {
    const { page, shown } = windowAt('/sign-in')
    expect(takeFragment(page)).toBe('')
    expect(shown).toEqual([])
  })

  it('can be replaced by a path without it', () => {
    const { page, shown } = windowAt('/join/secret')
    showPath('/join', page)
    expect(shown).toEqual(['/join'])
  })

  it('is kept for a reload until it is forgotten', () => {
    const kept = storage()
    keepSecret('link', 'token', kept)
    expect(keptSecret('link', kept)).toBe('token')
    keepSecret('link', '', kept)
    expect(keptSecret('link', kept)).toBe('')
    expect(kept.length).toBe(0)
  })
})
