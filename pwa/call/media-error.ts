/** Why a microphone, a camera or a screen could not be opened. */
export type MediaErrorCode =
  | 'refused'
  /** The site may use it, but the system keeps it from the browser. */
  | 'system'
  /** The browser's answer has not come, although nobody is asked. */
  | 'hung'
  | 'absent'
  | 'busy'
  | 'unfit'
  | 'insecure'
  | 'failed'

/** W3C Media Capture and Streams, 10.3.6 (getUserMedia): the names it rejects with. */
const CODES: Readonly<Record<string, MediaErrorCode>> = {
  HungError: 'hung',
  // Step 6.3: permission denied, by the person or by policy.
  NotAllowedError: 'refused',
  // Step 6.4: the platform forbids capture (system settings).
  SecurityError: 'refused',
  // Step 5.5: there is no device of that kind.
  NotFoundError: 'absent',
  // Step 6.6: another program uses it.
  NotReadableError: 'busy',
  AbortError: 'busy',
  // Step 5.6: no device fits the constraints.
  OverconstrainedError: 'unfit',
  // Step 3: the document is not active, or the context not secure.
  InvalidStateError: 'insecure',
  TypeError: 'insecure',
}

/** The request for a device was not answered in time. */
export class HungError extends Error {
  override readonly name = 'HungError'
}

/** What Chromium says where the system's privacy settings refuse. */
const BY_SYSTEM = /\bby system\b/i

/** Why `getUserMedia` or `getDisplayMedia` has failed, by what it has thrown. Pure. */
export function mediaErrorCode(thrown: unknown): MediaErrorCode {
  if (!(thrown instanceof Error)) return 'failed'
  const code = CODES[thrown.name] ?? 'failed'
  return code === 'refused' && BY_SYSTEM.test(thrown.message) ? 'system' : code
}
