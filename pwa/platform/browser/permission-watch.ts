/** The browser's permissions: what they are, and when they change. */
import { TOO_LATE, within } from '../time-limit.ts'
import { pageTimer } from '../timer.ts'

/** `unknown`: this browser does not tell. */
export type PermissionAnswer = 'granted' | 'denied' | 'prompt' | 'unknown'

/** The browser tells within this, ms. */
const ANSWER_MS = 1_000

type Permissions = Pick<globalThis.Permissions, 'query'>

/**
 * Calls `allowed` once microphone and camera are both granted in the browser's own settings. Returns
 * how to stop.
 */
export function whenAllowed(
  allowed: () => void,
  permissions: Permissions | undefined = navigator.permissions,
): () => void {
  const stop = new AbortController()
  const look = async (): Promise<void> => {
    const answers = await Promise.all([
      mediaPermission('microphone', permissions),
      mediaPermission('camera', permissions),
    ])
    if (stop.signal.aborted || !answers.every((answer) => answer === 'granted')) return
    stop.abort()
    allowed()
  }
  for (const name of ['microphone', 'camera'] as const) {
    permissions?.query({ name }).then(
      (status) => status.addEventListener('change', () => void look(), { signal: stop.signal }),
      // This browser does not tell; people can press "Try again".
      () => undefined,
    )
  }
  return () => stop.abort()
}

/**
 * Calls `changed` whenever this permission changes, also by the browser's own settings, for as long
 * as the page lives; never where the browser does not tell.
 */
export function watchPermission(
  name: 'notifications',
  changed: () => void,
  permissions: Permissions | undefined = navigator.permissions,
): void {
  permissions?.query({ name }).then(
    (status) => status.addEventListener('change', changed),
    () => undefined,
  )
}

/** The permission of the microphone or the camera, without prompting. */
export async function mediaPermission(
  name: 'microphone' | 'camera',
  permissions: Permissions | undefined = navigator.permissions,
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
