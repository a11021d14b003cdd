/**
 * fuzz-routes: every HTTP route is asked with values that its own description allows and with values that it forbids,
 * and answers what it describes. `PEAL_SEED=123` tries others.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DescribedOperation } from '../../support/described-server.ts'
import {
  FuzzedServer,
  bodySchema,
  isForSession,
  parametersIn,
} from '../../support/fuzzed-server.ts'
import { unfitting } from '../../support/schema-values.ts'

const SEED = Number(process.env['PEAL_SEED'] ?? 20_261_124)
const RUNS = 8
const WRONG_RUNS = 6
/** Each run of these takes the time of a hash, or of requests to others. */
const DEAR: Readonly<Record<string, number>> = {
  setPassword: 4,
  signInByPassword: 4,
  checkServers: 2,
  examine: 1,
}
/** They ask the STUN and TURN servers that are set: none yet. */
const FIRST = ['checkServers', 'examine']

/** As many operations have to succeed: the others need a call, a ring, a push service or luck. */
const MUST_SUCCEED = 35

/** Each operation has a seed of its own, so that not all get the same values. */
const seedOf = ({ operationId }: DescribedOperation) =>
  [...operationId].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), SEED) | 0

const isFirst = ({ operationId }: DescribedOperation) => FIRST.includes(operationId)

const codeOf = (json: unknown) => (json as { error?: { code: string } } | null)?.error?.code

describe('fuzz-routes: every route', () => {
  it('answers only what it describes to whatever its description allows', async () => {
    const fuzzed = await FuzzedServer.start()
    const { described } = fuzzed
    const { operations } = described
    const done = new Set<string>()
    const people = { session: await fuzzed.somebody(false), admin: await fuzzed.somebody(true) }
    for (const operation of operations.toSorted((a, b) => +isFirst(b) - +isFirst(a))) {
      const { operationId } = operation
      const who = operation['x-peal-who'] === 'admin' ? 'admin' : 'session'
      const values = [
        fuzzed.paths(operation),
        fuzzed.queries(operation),
        fuzzed.bodies(operation),
      ] as const
      await fc.assert(
        fc.asyncProperty(...values, async (params, query, body) => {
          const ask = () => {
            const cookie = isForSession(operation) ? people[who].cookie : undefined
            return described.ask(operation, { params, query, body, cookie })
          }
          let answer = await ask()
          if (isForSession(operation) && [401, 403].includes(answer.status)) {
            // What came before may have signed them out, or ended that they are an admin.
            people[who] = await fuzzed.somebody(who === 'admin')
            answer = await ask()
            expect(answer.status, operationId).not.toBe(401)
          }
          if (answer.status !== 200) return
          done.add(operationId)
          fuzzed.learn(operation, answer.json)
        }),
        { seed: seedOf(operation), numRuns: DEAR[operationId] ?? RUNS },
      )
    }
    expect(done.size).toBeGreaterThan(MUST_SUCCEED)
  }, 180_000)

  it('refuses as `invalid` a body or a query that its description forbids', async () => {
    const fuzzed = await FuzzedServer.start()
    const { described, named } = fuzzed
    const { cookie } = await fuzzed.somebody(true)
    const refused = [400, 'invalid']
    for (const operation of described.operations) {
      const { operationId } = operation
      for (const { name, schema } of parametersIn(operation, 'query')) {
        const wrong = '\u0007'.repeat(3_000)
        expect(described.accepts(schema, wrong), `${operationId} ${name}`).toBe(false)
        const answer = await described.ask(operation, { cookie, query: { [name]: wrong } })
        expect([answer.status, codeOf(answer.json)], operationId).toEqual(refused)
      }
      const schema = bodySchema(operation)
      if (schema === undefined) continue
      const wrong = unfitting(schema, named, (value) => described.accepts(schema, value))
      await fc.assert(
        fc.asyncProperty(wrong, async (value) => {
          const body = JSON.stringify(value)
          const answer = await described.ask(operation, { cookie, body })
          expect([answer.status, codeOf(answer.json)], `${operationId} ${body}`).toEqual(refused)
        }),
        { seed: seedOf(operation), numRuns: WRONG_RUNS },
      )
      const unreadable = await described.ask(operation, { cookie, body: '{"' })
      expect([unreadable.status, codeOf(unreadable.json)], operationId).toEqual(refused)
      const long = await described.ask(operation, { cookie, body: ' '.repeat(20_000) })
      expect([long.status, codeOf(long.json)], operationId).toEqual([413, 'too-large'])
    }
  }, 180_000)

  it('refuses whoever may not ask, as it describes', async () => {
    const fuzzed = await FuzzedServer.start()
    const { described } = fuzzed
    const ada = await fuzzed.somebody(false)
    for (const operation of described.operations) {
      const { operationId, method } = operation
      const refusal = async (asking: { origin?: string | null; cookie?: string }) => {
        const answer = await described.ask(operation, asking)
        return [operationId, answer.status, codeOf(answer.json)]
      }
      if (method !== 'GET') {
        for (const origin of [null, 'null', 'https://evil.example']) {
          const foreign = await refusal({ origin, cookie: ada.cookie })
          expect(foreign).toEqual([operationId, 403, 'wrong-origin'])
        }
      }
      if (!isForSession(operation)) continue
      for (const cookie of [undefined, `${ada.cookie}x`, 'peal=%00']) {
        expect(await refusal({ cookie })).toEqual([operationId, 401, 'signed-out'])
      }
      if (operation['x-peal-who'] !== 'admin') continue
      const member = await refusal({ cookie: ada.cookie })
      expect(member).toEqual([operationId, 403, 'forbidden'])
    }
  }, 180_000)
})
