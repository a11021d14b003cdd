/** `unknown`: this browser does not tell. */
export type PermissionAnswer = 'granted' | 'denied' | 'prompt' | 'unknown'

type Permissions = Pick<globalThis.Permissions, 'query'>

/** The permission of the microphone or the camera, without prompting. */
export async function mediaPermission(
  name: 'microphone' | 'camera',
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
