/** Whether the site may use microphone and camera. */
import { TOO_LATE, within } from '../time-limit.ts'
import { pageTimer } from '../timer.ts'

/** `unknown`: this browser does not tell. */
export type PermissionAnswer = 'granted' | 'denied' | 'prompt' | 'unknown'

/** The browser tells within this, ms. */
const ANSWER_MS = 1_000

/** The permission of the microphone or the camera, without prompting. */
export async function mediaPermission(
  name: 'microphone' | 'camera',
  permissions: Pick<Permissions, 'query'> | undefined = navigator.permissions,
): Promise<PermissionAnswer> {
  if (permissions === undefined) return 'unknown'
  try {
    const status = await within(permissions.query({ name }), ANSWER_MS, pageTimer)
    return status === TOO_LATE ? 'unknown' : status.state
  } catch {
    // Some engines throw a TypeError at a name that they do not know.
    return 'unknown'
  }
}

/** What the browser says of each, or if it does not tell now, what it said last. */
export function remembered<Name extends string>(
  ask: (name: Name) => Promise<PermissionAnswer>,
): (name: Name) => Promise<PermissionAnswer> {
  const answers = new Map<Name, PermissionAnswer>()
  return async (name) => {
    const answer = await ask(name)
    if (answer !== 'unknown') answers.set(name, answer)
    return answers.get(name) ?? answer
  }
}
