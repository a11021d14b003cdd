import type { MediaDeps } from '../../../pwa/call/media-open.ts'
import type { PermissionAnswer } from '../../../pwa/platform/browser/permission-watch.ts'
import { FakeTrack, fakeStream } from './fake-tracks.ts'

type Kind = 'audio' | 'video'

/** A machine: its devices, those that fail, and the permissions. */
export class Machine {
  readonly asked: MediaStreamConstraints[] = []
  readonly given: FakeTrack[] = []
  readonly faults: Partial<Record<Kind, string>>
  readonly permissions: Record<'microphone' | 'camera', PermissionAnswer>
  present: string[] = ['one', 'two']
  delay: Promise<void> = Promise.resolve()

  constructor(
    faults: Partial<Record<Kind, string>> = {},
    permissions: Partial<Record<'microphone' | 'camera', PermissionAnswer>> = {},
  ) {
    this.faults = faults
    this.permissions = { microphone: 'granted', camera: 'granted', ...permissions }
  }

  get deps(): MediaDeps & { devices: Pick<MediaDevices, 'getDisplayMedia'> } {
    const give = async (kinds: Kind[]): Promise<MediaStream> => {
      await this.delay
      for (const kind of kinds) {
        const fault = this.faults[kind]
        if (fault !== undefined) throw Object.assign(new Error(fault), { name: fault })
      }
      const tracks = kinds.map((kind) => new FakeTrack(kind))
      this.given.push(...tracks)
      return fakeStream(tracks)
    }
    return {
      devices: {
        getUserMedia: (constraints: MediaStreamConstraints = {}) => {
          this.asked.push(constraints)
          const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind])
          return give(kinds)
        },
        getDisplayMedia: () => give(['video']),
        enumerateDevices: () =>
          Promise.resolve(
            this.present.map((deviceId) => ({ deviceId, kind: 'videoinput' }) as MediaDeviceInfo),
          ),
      },
      permission: (name) => Promise.resolve(this.permissions[name]),
    }
  }

  get live(): string[] {
    return this.given.filter(({ readyState }) => readyState === 'live').map(({ kind }) => kind)
  }
}
