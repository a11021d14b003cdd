/** `unknown`: this browser does not tell. */
export type PermissionAnswer = 'granted' | 'denied' | 'prompt' | 'unknown'

export type MediaPermission = 'microphone' | 'camera'

type Permissions = Pick<globalThis.Permissions, 'query'>

/** What the browser would answer to a use of the microphone or the camera, without asking anyone. */
export async function mediaPermission(
  name: MediaPermission,
  permissions: Permissions | undefined = navigator.permissions,
): Promise<PermissionAnswer> {
  if (permissions === undefined) return 'unknown'
  try {
    return (await permissions.query({ name })).state
  } catch {
    // Some engines throw a TypeError at a name that they do not know.
    return 'unknown'
  }
}

/**
 * Calls `changed` when one of the two permissions changes (allowed in the browser's own settings).
 * Answers a function that stops watching.
 */
export function watchMediaPermissions(
  changed: () => void,
  permissions: Permissions | undefined = navigator.permissions,
): () => void {
  const stop = new AbortController()
  for (const name of ['microphone', 'camera'] as const) {
    permissions?.query({ name }).then(
      (status) => {
        status.addEventListener('change', changed, { signal: stop.signal })
      },
      () => undefined,
    )
  }
  return () => {
    stop.abort()
  }
}
