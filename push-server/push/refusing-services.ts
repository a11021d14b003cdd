/**
 * Whether a push service refuses this server, or one device's subscription alone, which may have been
 * made for another key: told by several devices' refusals with none of its pushes taken in between.
 * Kept in memory: after a restart it is seen again.
 */
import type { ServiceName } from './push-services.ts'

/** So many devices are no chance. */
const DEVICES = 2

/** Follows what services answer. */
export class RefusingServices {
  /** The devices whose pushes were refused since the service last took one; no more than tell. */
  readonly #refused = new Map<ServiceName, Set<string>>()

  /** The service took a push: it knows this server. */
  taken(service: ServiceName): void {
    this.#refused.delete(service)
  }

  /** It refused one. @returns whether it refuses this server, by all that is known */
  refused(service: ServiceName, deviceId: string): boolean {
    const devices = this.#refused.get(service) ?? new Set<string>()
    this.#refused.set(service, devices)
    if (devices.size < DEVICES) devices.add(deviceId)
    return devices.size >= DEVICES
  }
}
