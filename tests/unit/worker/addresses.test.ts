import { describe, expect, it } from 'vitest'
import {
  isPhoto,
  isReadOffline,
  NEVER_FROM_SHELL,
  signInEffect,
} from '../../../pwa/worker/addresses.ts'
import { api } from '../../../protocol/api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { photoPath } from '../../../protocol/people.ts'

const fromShell = (path: string) => !NEVER_FROM_SHELL.some((pattern) => pattern.test(path))

describe('navigations', () => {
  it.each(['/', '/contacts/ada', '/calls', '/settings', '/call/new?to=ada', '/call/x1', '/apiary'])(
    'the shell answers %s',
    (path) => expect(fromShell(path)).toBe(true),
  )
  it.each([
    '/api',
    '/api/session',
    '/signal',
    '/join/abc',
    '/sign-in',
    '/sign-in?next=%2Fcalls',
    '/healthz',
    '/readyz',
    '/metrics',
    '/embed.js',
  ])('the server answers %s', (path) => expect(fromShell(path)).toBe(false))
})

describe('reading offline', () => {
  it.each([
    api.session,
    api.home,
    api.contacts,
    api.search,
    api.history,
    api.missed,
    api.connectors,
  ])('keeps $path', ({ path }) => expect(isReadOffline(path)).toBe(true))
  it('keeps a contact, and no list of devices, ring or push key', () => {
    expect(isReadOffline('/api/contacts/grace.hopper')).toBe(true)
    for (const path of ['/api/me/devices', '/api/push/key', '/api/rings/abc', '/api/calls/x/leave'])
      expect(isReadOffline(path)).toBe(false)
  })
  it('knows a photo', () => {
    expect(isPhoto(photoPath('ada', '3') ?? '')).toBe(true)
    expect(isPhoto('/api/me/photo')).toBe(false)
  })
})

it('every route that signs somebody in or out is known', () => {
  expect(signInEffect(api.signOut.path)).toBe('out')
  for (const { path } of [signInApi.signInByLink, signInApi.signInByPassword, signInApi.join])
    expect(signInEffect(path)).toBe('in')
  expect(signInEffect(signInApi.lookAtLink.path)).toBeNull()
})
