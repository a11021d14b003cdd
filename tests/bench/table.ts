/** The bench's output: a table for people, or JSON for machines. */
import { isMet } from './figure.ts'
import type { Bound, Row } from './figure.ts'

export interface Result {
  readonly figure: string
  readonly rows: readonly Row[]
}

const HEAD = ['figure', 'measured', 'value', 'must', 'goal', 'Peal', 'baseline']

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(2))
const bound = ({ sense, value }: Bound) => `${sense === 'most' ? '≤' : '≥'} ${value}`

function verdict({ value, must, goal }: Row): string {
  if (isMet(goal, value)) return 'goal'
  return isMet(must, value) ? 'must' : 'MISSED'
}

export function toJson(results: readonly Result[]): string {
  const rows = results.flatMap(({ figure, rows }) =>
    rows.map((row) => ({ figure, ...row, verdict: verdict(row) })),
  )
  return JSON.stringify(rows, null, 2)
}

export function toTable(results: readonly Result[]): string {
  const lines = results.flatMap(({ figure, rows }) =>
    rows.map((row) => [
      figure,
      row.what,
      `${number(row.value)} ${row.unit === 'ratio' ? '' : `${row.unit} `}(${verdict(row)})`,
      bound(row.must),
      bound(row.goal),
      row.peal,
      row.baseline ?? '',
    ]),
  )
  const all = [HEAD, ...lines]
  const widths = HEAD.map((_, column) =>
    Math.max(...all.map((line) => (line[column] ?? '').length)),
  )
  return all
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

/** Whether every row meets its must. */
export function allMet(results: readonly Result[]): boolean {
  return results.every(({ rows }) => rows.every((row) => isMet(row.must, row.value)))
}
