import { describe, expect, it } from 'vitest'
import type { HistoryRow } from '../../../protocol/api.ts'
import { groupByPerson, groupCalls } from '../../../pwa/components/history/group-calls.ts'

let ids = 0
function row(handle: string, parts: Partial<HistoryRow> = {}): HistoryRow {
  ids += 1
  return {
    callId: `call-${ids}`,
    at: 1_000 - ids,
    peer: { handle, name: handle, photo: null },
    role: 'callee',
    connector: 'webrtc',
    reason: 'timeout',
    missed: true,
    durationMs: null,
    seen: false,
    ...parts,
  }
}
const sameDay = (_at: number) => 'Today'
const shape = (rows: readonly HistoryRow[], headOf = sameDay) =>
  groupCalls(rows, headOf).map((day) => [
    day.head,
    ...day.lines.map((line) => `${line.row.peer.handle}×${line.times}`),
  ])

describe('grouping calls by day', () => {
  it('puts consecutive missed calls of one person into one line', () => {
    expect(shape([row('ada'), row('ada'), row('grace'), row('ada')])).toEqual([
      ['Today', 'ada×2', 'grace×1', 'ada×1'],
    ])
  })

  it('keeps seen and unseen calls apart', () => {
    expect(shape([row('ada'), row('ada', { seen: true })])).toEqual([['Today', 'ada×1', 'ada×1']])
  })

  it('never hides a call that was answered', () => {
    const talked = { missed: false, reason: 'completed' as const }
    expect(shape([row('ada', talked), row('ada', talked)])).toEqual([['Today', 'ada×1', 'ada×1']])
  })

  it('starts a new line each day', () => {
    const rows = [row('ada', { at: 20 }), row('ada', { at: 10 })]
    expect(shape(rows, (at) => (at === 20 ? 'Today' : 'Yesterday'))).toEqual([
      ['Today', 'ada×1'],
      ['Yesterday', 'ada×1'],
    ])
  })

  it('shows the newest call of a line', () => {
    const newest = row('ada')
    expect(groupCalls([newest, row('ada')], sameDay)[0]?.lines[0]?.row).toBe(newest)
  })
})

describe('grouping calls by person', () => {
  it('counts each person once, the newest first', () => {
    const lines = groupByPerson([row('ada'), row('grace'), row('ada')])
    expect(lines.map((line) => [line.row.peer.handle, line.times])).toEqual([
      ['ada', 2],
      ['grace', 1],
    ])
  })
})
