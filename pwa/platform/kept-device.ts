import * as v from 'valibot'
import { deviceKind } from '../../protocol/people.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import { keptJson } from './kept-json.ts'

/** Where the session store keeps who is signed in. */
export const SESSION_KEY = 'peal.session'

const withKind = v.object({ device: v.object({ kind: deviceKind }) })

/** The kind of the device that is signed in here, as far as this browser remembers; null: nobody is. */
export function keptDeviceKind(storage?: Pick<Storage, 'getItem'>): DeviceKind | null {
  return keptJson(SESSION_KEY, withKind, storage)?.device.kind ?? null
}
