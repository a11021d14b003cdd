/** How microphone, camera and speaker were left last time on this device. */
export interface MediaChoices {
  readonly microphone: boolean
  readonly camera: boolean
  /** Device ids, the one last chosen first. */
  readonly microphones: readonly string[]
  readonly cameras: readonly string[]
  /** Ids of outputs, the one last chosen first. */
  readonly speakers: readonly string[]
}

export type DeviceList = 'microphones' | 'cameras' | 'speakers'

/** The first time, both are on and the browser's own devices are taken. */
export const FIRST_CHOICES: MediaChoices = {
  microphone: true,
  camera: true,
  microphones: [],
  cameras: [],
  speakers: [],
}

const KEY = 'peal.media'
/** Remembered devices per list: more than most people meet in a week. */
const REMEMBERED = 8

type ChoiceStorage = Pick<Storage, 'getItem' | 'setItem'>

/** The choices that were made in this browser, or the defaults. */
export function readChoices(storage: ChoiceStorage): MediaChoices {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? 'null')
    if (typeof value !== 'object' || value === null) return FIRST_CHOICES
    const found = value as Partial<Record<keyof MediaChoices, unknown>>
    return {
      microphone: found.microphone !== false,
      camera: found.camera !== false,
      microphones: idsOf(found.microphones),
      cameras: idsOf(found.cameras),
      speakers: idsOf(found.speakers),
    }
  } catch {
    return FIRST_CHOICES
  }
}

/** Remembers them in this browser. */
export function writeChoices(storage: ChoiceStorage, choices: MediaChoices): void {
  storage.setItem(KEY, JSON.stringify(choices))
}

/** Puts a device at the head of its list. */
export function preferDevice(choices: MediaChoices, list: DeviceList, id: string): MediaChoices {
  const rest = choices[list].filter((each) => each !== id)
  return { ...choices, [list]: [id, ...rest].slice(0, REMEMBERED) }
}

/** The most preferred device that is present; null: the browser chooses. */
export function preferredDevice(
  choices: MediaChoices,
  list: DeviceList,
  present: readonly string[],
): string | null {
  return choices[list].find((id) => present.includes(id)) ?? null
}

function idsOf(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.filter((each): each is string => typeof each === 'string')
}
