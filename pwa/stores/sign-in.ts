/** Signing in: by password, by a link, or as a new member. Who is signed in then is in the session's store. */
import type { Session } from '../../protocol/api.ts'
import { signInApi, type ClientInfo } from '../../protocol/sign-in-api.ts'
import { request, type Result } from '../api/http.ts'
import { deviceKind, isLowered } from '../platform/browser/device-kind.ts'
import { useSession } from './session.ts'

function client(): ClientInfo {
  return {
    kind: deviceKind(navigator, isLowered(location.search)),
    maxTouchPoints: Math.min(navigator.maxTouchPoints, 256),
  }
}

async function taken(asking: Promise<Result<Session>>): Promise<Result<Session>> {
  const result = await asking
  if (result.ok) useSession().take(result.data)
  return result
}

export const signInByPassword = (handle: string, password: string) =>
  taken(request(signInApi.signInByPassword, { body: { handle, password, client: client() } }))

export const signInByLink = (token: string) =>
  taken(request(signInApi.signInByLink, { body: { token, client: client() } }))

export const joinByLink = (fields: {
  readonly token: string
  readonly handle: string
  readonly name: string
  readonly password: string | null
}) => taken(request(signInApi.join, { body: { ...fields, client: client() } }))

/** What a link is for, and for whom. */
export const lookAtLink = (token: string) => request(signInApi.lookAtLink, { body: { token } })
