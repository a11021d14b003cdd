import type { DeviceKind } from '../protocol/people.ts'

/** Who a request or a socket comes from, as its session says. */
export interface Identity {
  readonly memberId: string
  readonly deviceId: string
  readonly kind: DeviceKind
  readonly admin: boolean
}
