import type { LocalMediaDeps } from '../../../pwa/call/local-media.ts'
import type { PermissionAnswer } from '../../../pwa/platform/browser/media-permission.ts'
import { FakeTimer } from './fake-timer.ts'
import { FakeTrack, fakeStream } from './fake-tracks.ts'

type Kind = 'audio' | 'video'

/** A machine: its devices, those that fail or hang, the permissions, and a clock that the test moves. */
export class Machine {
  readonly asked: MediaStreamConstraints[] = []
  readonly given: FakeTrack[] = []
  /** The name of what `getUserMedia` throws, perhaps with a message behind a colon. */
  readonly faults: Partial<Record<Kind, string>>
  readonly hangs = new Set<Kind>()
  readonly permissions: Record<'microphone' | 'camera', PermissionAnswer>
  readonly clock = new FakeTimer()
  present: string[] = ['one', 'two']
  /** Of what kind the present devices are. */
  kind: MediaDeviceKind = 'videoinput'
  /** Devices go away while they are being opened. */
  isDead = false
  /** The browser tells which devices there are. */
  tells = true
  delay: Promise<void> = Promise.resolve()

  constructor(
    faults: Partial<Record<Kind, string>> = {},
    permissions: Partial<Record<'microphone' | 'camera', PermissionAnswer>> = {},
  ) {
    this.faults = faults
    this.permissions = { microphone: 'granted', camera: 'granted', ...permissions }
  }

  get deps(): Pick<LocalMediaDeps, 'devices' | 'permission' | 'timer' | 'now'> {
    const give = async (kinds: Kind[], constraints: MediaStreamConstraints = {}) => {
      await this.delay
      if (kinds.some((kind) => this.hangs.has(kind))) await new Promise(() => undefined)
      for (const kind of kinds) {
        const fault = this.faults[kind]
        if (fault === undefined) continue
        const [name = '', message = name] = fault.split(': ')
        throw Object.assign(new Error(message), { name })
      }
      const tracks = kinds.map((kind) => new FakeTrack(kind, idIn(constraints[kind])))
      this.given.push(...tracks)
      if (this.isDead) for (const track of tracks) track.stop()
      return fakeStream(tracks)
    }
    return {
      devices: {
        getUserMedia: (constraints: MediaStreamConstraints = {}) => {
          this.asked.push(constraints)
          const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind])
          return give(kinds, constraints)
        },
        getDisplayMedia: () => give(['video']),
        enumerateDevices: () =>
          this.tells
            ? Promise.resolve(
                this.present.map((deviceId) => ({ deviceId, kind: this.kind }) as MediaDeviceInfo),
              )
            : Promise.reject(new DOMException('', 'NotAllowedError')),
      },
      permission: (name) => Promise.resolve(this.permissions[name]),
      timer: this.clock.timer,
      now: () => this.clock.now,
    }
  }

  /** Lets time pass in small steps, so that promises settle in between. */
  async pass(ms: number): Promise<void> {
    const step = 250
    for (let left = ms; ; left -= step) {
      this.clock.pass(Math.max(0, Math.min(step, left)))
      await settled()
      if (left <= step) return settled()
    }
  }

  get live(): string[] {
    return this.given.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind)
  }
}

/** Everything that is ready to run has run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** The device that the constraints ask for exactly; the first one otherwise. */
function idIn(constraint: boolean | MediaTrackConstraints | undefined): string {
  const wanted = typeof constraint === 'object' ? constraint.deviceId : undefined
  const exact = typeof wanted === 'object' && 'exact' in wanted ? wanted.exact : undefined
  return typeof exact === 'string' ? exact : 'standard'
}
