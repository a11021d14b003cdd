/** Notices when the browser's permissions change. */
import { mediaPermission } from './media-permission.ts'

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
