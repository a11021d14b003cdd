/** Groups the rows of history: by day, and repeated missed calls in one row. */
import type { HistoryRow } from '../../../protocol/api.ts'

interface CallLine {
  /** The newest of the grouped rows. */
  readonly row: HistoryRow
  times: number
}

/**
 * Rows come newest first. Missed calls of one person that follow each other within a day, equally
 * seen, are one line. `headOf` names a row's day.
 */
export function groupCalls(rows: readonly HistoryRow[], headOf: (at: number) => string) {
  const days: { head: string; lines: CallLine[] }[] = []
  for (const row of rows) {
    const head = headOf(row.at)
    let day = days[days.length - 1]
    if (day?.head !== head) {
      day = { head, lines: [] }
      days.push(day)
    }
    const last = day.lines[day.lines.length - 1]
    if (last !== undefined && belong(last.row, row)) last.times += 1
    else day.lines.push({ row, times: 1 })
  }
  return days
}

function belong(a: HistoryRow, b: HistoryRow): boolean {
  return a.missed && b.missed && a.seen === b.seen && a.peer.handle === b.peer.handle
}

/** The rows of each person together, newest person first. */
export function groupByPerson(rows: readonly HistoryRow[]) {
  const lines = new Map<string, CallLine>()
  for (const row of rows) {
    const line = lines.get(row.peer.handle)
    if (line === undefined) lines.set(row.peer.handle, { row, times: 1 })
    else line.times += 1
  }
  return [...lines.values()]
}
