import { describe, expect, it } from 'vitest'
import { findPlace, profilePath } from '../../../pwa/components/frame/router.ts'
import type { RouterDeps } from '../../../pwa/components/frame/router.ts'

const load = () => Promise.reject(new Error('not asked for'))
const routes: RouterDeps['routes'] = [
  { name: 'contacts', path: '/', load },
  { name: 'profile', path: '/contacts/:handle', load },
  { name: 'join', path: '/join/:token?', load },
  { name: 'nowhere', path: '/nowhere', load },
]
const nameOf = (address: string) => findPlace(routes, address).route.name

describe('finding the page of an address', () => {
  it('matches the whole path', () => {
    expect(nameOf('/')).toBe('contacts')
    expect(nameOf('/?show=missed')).toBe('contacts')
    expect(nameOf('/contacts/grace')).toBe('profile')
    expect(nameOf('/contacts/grace/')).toBe('profile')
  })

  it('takes the last page for every unknown address', () => {
    expect(nameOf('/contacts')).toBe('nowhere')
    expect(nameOf('/contacts/grace/hopper')).toBe('nowhere')
    expect(nameOf('/call/new')).toBe('nowhere')
  })

  it('accepts optional parameters', () => {
    expect(findPlace(routes, '/join').params).toEqual({})
    expect(findPlace(routes, '/join/abc').params).toEqual({ token: 'abc' })
  })

  it('separates query and fragment from the path', () => {
    const found = findPlace(routes, '/contacts/grace?show=all#top')
    expect(found.path).toBe('/contacts/grace')
    expect(found.query.get('show')).toBe('all')
    expect(found.hash).toBe('#top')
    expect(found.address).toBe('/contacts/grace?show=all#top')
  })

  it('never returns an address of another site', () => {
    expect(findPlace(routes, '/.//evil.example/x').address).toBe('/evil.example/x')
  })

  it('decodes parameters, and keeps what cannot be decoded', () => {
    expect(findPlace(routes, profilePath('a.b c')).params['handle']).toBe('a.b c')
    expect(findPlace(routes, '/contacts/%E0%A4%A').params['handle']).toBe('%E0%A4%A')
  })

  it('never leaves this origin', () => {
    expect(findPlace(routes, '//evil.example/contacts/grace').address).not.toContain('evil')
  })
})
