import * as v from 'valibot'
import { deviceKind, type DeviceKind } from '../../protocol/people.ts'
import { SESSION_KEY, keptJson } from './kept-json.ts'

const withKind = v.object({ device: v.object({ kind: deviceKind }) })

/** The kind of the device that is signed in here, as far as this browser remembers; null: nobody is. */
export function keptDeviceKind(storage?: Pick<Storage, 'getItem'>): DeviceKind | null {
  return keptJson(SESSION_KEY, withKind, storage)?.device.kind ?? null
}
