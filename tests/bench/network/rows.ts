/** The rows of the network figure: which figures of which profile, with must and goal. */
import { atLeast, atMost, median, type Bound, type Row } from '../figure.ts'
import type { RecordedCall, Subject } from './bad-call.ts'
import { DARK_AT, STEP, type Profile } from './profiles.ts'
import { backAfter, fullAgain, meterChanges, saidAfter, scoresOf, type Scores } from './score.ts'

export type Calls = Readonly<Record<Subject, readonly RecordedCall[]>>

interface Asked {
  readonly figure: keyof Scores | 'cores'
  readonly must: Bound
  readonly goal: Bound
}
const most = (figure: Asked['figure'], must: number, goal: number): Asked => ({
  ...{ figure, must: atMost(must), goal: atMost(goal) },
})
const least = (figure: Asked['figure'], must: number, goal: number): Asked => ({
  ...{ figure, must: atLeast(must), goal: atLeast(goal) },
})

/** As ratios to the plain page of the same run. */
const ASKED: Readonly<Record<string, readonly Asked[]>> = {
  clean: [least('fps', 0.97, 1), least('height', 0.97, 1), most('cores', 1.1, 1.03)],
  wifi: [least('fps', 0.97, 1), least('height', 0.97, 1)],
  lossy: [most('madeUp', 0.2, 0.08), most('earMs', 0.8, 0.65)],
  bursty: [most('madeUp', 1, 0.5)],
  awful: [
    most('madeUp', 0.15, 0.05),
    most('earMs', 0.9, 0.6),
    least('fps', 1, 1.5),
    most('cores', 1.3, 1.1),
  ],
  '300 kbit/s': [least('fps', 0.97, 1), least('height', 0.97, 1)],
  '100 kbit/s': [most('madeUp', 0.1, 0.03), most('earMs', 0.6, 0.4), least('fps', 1, 2)],
  '60 kbit/s': [most('madeUp', 0.3, 0.15), most('earMs', 0.8, 0.6), least('fps', 3, 6)],
  'deep queue': [most('earMs', 1, 0.6)],
}

const WORDS: Readonly<Record<Asked['figure'], string>> = {
  madeUp: 'sound that was made up',
  earMs: 'mouth to ear',
  fps: 'pictures a second',
  height: 'height of the picture',
  cores: 'CPU of a side',
}
const SILENT = /Reconnecting…|Nothing arrives/
/** Below this share nobody hears that anything is made up: a ratio to it would say nothing. */
const INAUDIBLE = 0.001

export function rowsOf(profile: Profile, calls: Calls): Row[] {
  if (profile.name.startsWith('dark')) return darkRows(profile, calls)
  if (profile.name === 'step') return stepRows(profile, calls)
  if (profile.name.startsWith('uplink')) return wordRows(profile, calls)
  const rows = (ASKED[profile.name] ?? []).map((asked) => ratio(profile, asked, calls))
  return profile.name === 'lossy' ? [...rows, changes(profile, calls)] : rows
}

const stretchOf = ({ beganAt }: RecordedCall, from: number, to: number) => ({
  from: beganAt + from,
  to: beganAt + to,
})

/** Medians of both directions of all rounds. */
function valuesOf(calls: readonly RecordedCall[], from: number, to: number) {
  const scores = calls.flatMap((call) => {
    const stretch = stretchOf(call, from, to)
    return [scoresOf(call.a, call.b, stretch), scoresOf(call.b, call.a, stretch)]
  })
  const of = (figure: keyof Scores) => median(scores.map((score) => score[figure]))
  const cores = median(calls.map((call) => call.cores))
  return { madeUp: of('madeUp'), earMs: of('earMs'), fps: of('fps'), height: of('height'), cores }
}

const SHOWN: Readonly<Record<Asked['figure'], (value: number) => string>> = {
  madeUp: (value) => `${(100 * value).toFixed(1)} %`,
  earMs: (value) => `${value.toFixed(0)} ms`,
  fps: (value) => value.toFixed(1),
  height: (value) => value.toFixed(0),
  cores: (value) => value.toFixed(2),
}

function ratio(
  { name, from, to }: Profile,
  { figure, must, goal }: Asked,
  { peal, plain }: Calls,
): Row {
  const [own, base] = [valuesOf(peal, from, to)[figure], valuesOf(plain, from, to)[figure]]
  const value = figure === 'madeUp' ? own / Math.max(INAUDIBLE, base) : own / base
  const what = `${name}: ${WORDS[figure]} : plain`
  const show = SHOWN[figure]
  return { what, value, unit: 'ratio', peal: show(own), baseline: show(base), must, goal }
}

function ms(what: string, value: number, base: number | null, must: number, goal: number): Row {
  const shown = (each: number) => (each === Infinity ? 'never' : `${each.toFixed(0)} ms`)
  const baseline = base === null ? null : shown(base)
  const bounds = { must: atMost(must), goal: atMost(goal) }
  return { what, value, unit: 'ms', peal: shown(value), baseline, ...bounds }
}

function changes({ name, from, to }: Profile, { peal }: Calls): Row {
  const counts = peal.flatMap((call) =>
    [call.a, call.b].map((side) => meterChanges(side, stretchOf(call, from, to))),
  )
  const value = Math.max(...counts)
  const what = `${name}: changes of the meter in 20 s, at most`
  const shown = { unit: 'changes', peal: String(value), baseline: null } as const
  return { what, value, ...shown, must: atMost(1), goal: atMost(0) }
}

const sidesOf = (calls: readonly RecordedCall[]) =>
  calls.flatMap(({ beganAt, a, b }) => [a, b].map((side) => ({ beganAt, side })))

function darkRows({ name, events }: Profile, { peal, plain }: Calls): Row[] {
  const lightAt = events[1]?.at ?? 0
  const isShort = lightAt - DARK_AT < 5_000
  const back = (calls: readonly RecordedCall[], what: 'soundMs' | 'pictureMs') =>
    median(sidesOf(calls).map(({ beganAt, side }) => backAfter(side, beganAt + lightAt)[what]))
  const said = sidesOf(peal).map(({ beganAt, side }) => saidAfter(side, beganAt + DARK_AT, SILENT))
  const [sound, picture] = isShort ? ([600, 500] as const) : ([1_000, 1_500] as const)
  const [best, bestPicture] = isShort ? ([400, 250] as const) : ([500, 700] as const)
  const row = (what: 'soundMs' | 'pictureMs', must: number, goal: number) =>
    ms(
      `${name}: ${what === 'soundMs' ? 'sound' : 'picture'} is back`,
      ...([back(peal, what), back(plain, what), must, goal] as const),
    )
  return [
    ms(`${name}: silence is said, at worst`, Math.max(...said), null, 1_500, 1_000),
    row('soundMs', sound, best),
    row('pictureMs', picture, bestPicture),
  ]
}

function stepRows(profile: Profile, calls: Calls): Row[] {
  const narrow = { ...profile, from: STEP.narrowAt, to: STEP.wideAt }
  const { narrowAt, wideAt } = STEP
  const again = (each: readonly RecordedCall[]) =>
    median(
      sidesOf(each).map(({ beganAt, side }) =>
        fullAgain(side, beganAt + narrowAt, beganAt + wideAt),
      ),
    )
  return [
    ratio({ ...narrow, name: 'while narrow' }, most('madeUp', 0.35, 0.15), calls),
    ms('wide again: full picture', again(calls.peal), again(calls.plain), 10_000, 4_000),
  ]
}

function wordRows({ name }: Profile, { peal }: Calls): Row[] {
  const said = peal.flatMap(({ beganAt, a, b }) => [
    saidAfter(a, beganAt, /Your connection is weak/),
    saidAfter(b, beganAt, /'s connection is weak/),
  ])
  return [
    ms(
      `${name}: both windows name the right side, at worst`,
      Math.max(...said),
      null,
      4_000,
      2_500,
    ),
  ]
}
