import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createReadiness } from '../../../push-server/http/readiness.ts'
import type { Tables } from '../../../push-server/store/tables.ts'

/** A database of which each query does this. */
function databaseThat(answers: () => Promise<void>) {
  let queries = 0
  class Driver extends DummyDriver {
    override async acquireConnection() {
      queries += 1
      await answers()
      return super.acquireConnection()
    }
  }
  const read = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new Driver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
  return { store: { read }, queries: () => queries }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('is ready while the database answers, and looks once for all who ask at a time', async () => {
  const { store, queries } = databaseThat(() => Promise.resolve())
  const isReady = createReadiness(store, () => false)
  expect(await Promise.all([isReady(), isReady(), isReady()])).toEqual([true, true, true])
  expect(queries()).toBe(1)
  vi.advanceTimersByTime(2_000)
  expect(await isReady()).toBe(true)
  expect(queries()).toBe(2)
})

it('is not ready while the database refuses, and is ready again afterwards', async () => {
  let isDown = true
  const { store } = databaseThat(() =>
    isDown ? Promise.reject(new Error('down')) : Promise.resolve(),
  )
  const isReady = createReadiness(store, () => false)
  expect(await isReady()).toBe(false)
  isDown = false
  vi.advanceTimersByTime(2_000)
  expect(await isReady()).toBe(true)
})

it('is not ready if the database has not answered after 2 s', async () => {
  const { store } = databaseThat(() => new Promise(() => {}))
  const asked = createReadiness(store, () => false)()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await asked).toBe(false)
})

it('is not ready from the moment that the server stops, also for who asked before', async () => {
  let isStopping = false
  let answer = () => {}
  const { store, queries } = databaseThat(() => new Promise((resolve) => (answer = resolve)))
  const isReady = createReadiness(store, () => isStopping)
  const asked = isReady()
  await vi.waitFor(() => expect(queries()).toBe(1))
  isStopping = true
  answer()
  expect(await asked).toBe(false)
  expect(await isReady()).toBe(false)
  expect(queries()).toBe(1)
})
