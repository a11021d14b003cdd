import type { DeviceKind } from '../../protocol/people.ts'

/** Where the session store keeps who is signed in (`stores/session.ts`). */
const SESSION_KEY = 'peal.session'

/** The kind of the device that is signed in here, as far as this browser remembers; null: nobody is. */
export function keptDeviceKind(
  storage: Pick<Storage, 'getItem'> = localStorage,
): DeviceKind | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(SESSION_KEY) ?? 'null')
    const device = read(value, 'device')
    const kind = read(device, 'kind')
    return kind === 'desktop' || kind === 'mobile' ? kind : null
  } catch {
    return null
  }
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined
}
