import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { signal, signalAck } from '../../../protocol/signals.ts'
import { isRelayed } from '../../../push-server/signaling/quick-check.ts'

const schema = v.union([signal, signalAck])

const id = fc.oneof(
  fc.constantFrom('a', 'A_-9', '', 'a b', 'ä', 'x'.repeat(64), 'x'.repeat(65), 'a\n'),
  fc.constantFrom(1, null, undefined),
)
const count = fc.constantFrom(0, 1, 2, -1, 0.5, 2 ** 53, -0, '1', null, undefined, NaN, Infinity)
const text = (max: number) =>
  fc.constantFrom('', 'x', 'x'.repeat(max), 'x'.repeat(max + 1), 1, null, undefined, ['x'])
const candidate = fc.oneof(
  fc.record(
    {
      candidate: text(1_024),
      sdpMid: text(64),
      sdpMLineIndex: count,
      usernameFragment: text(256),
      more: fc.anything(),
    },
    { requiredKeys: [] },
  ),
  fc.constant({ candidate: '' }),
  fc.anything(),
)
const candidates = fc.oneof(
  fc.array(candidate, { maxLength: 3 }),
  fc.constantFrom(0, 1, 64, 65).map((length) => Array.from({ length }, () => ({ candidate: '' }))),
  fc.anything(),
)
const description = fc.oneof(
  fc.record(
    {
      type: fc.constantFrom('offer', 'answer', 'pranswer', 'rollback', 'no', 1),
      sdp: text(60_000),
    },
    { requiredKeys: [] },
  ),
  fc.anything(),
)
const body = fc.oneof(
  fc.record({ description }),
  fc.record({ candidates }),
  fc.record({ description, candidates }, { requiredKeys: [] }),
  fc.record({ candidates, more: fc.anything() }),
  fc.anything(),
)
const message = fc.record(
  {
    type: fc.constantFrom('signal', 'signal.ack', 'ping', 1),
    callId: id,
    legId: id,
    gen: count,
    n: count,
    upTo: count,
    body,
    more: fc.anything(),
  },
  { requiredKeys: ['type'] },
)
/** A message with one invalid part at most. */
const nearly = fc
  .tuple(
    fc.constantFrom(
      {
        type: 'signal',
        callId: 'c',
        legId: 'l',
        gen: 1,
        n: 1,
        body: { candidates: [{ candidate: '' }] },
      },
      {
        type: 'signal',
        callId: 'c',
        legId: 'l',
        gen: 1,
        n: 1,
        body: { description: { type: 'offer' } },
      },
      { type: 'signal.ack', callId: 'c', gen: 1, upTo: 0 },
    ),
    fc.record(
      { callId: id, legId: id, gen: count, n: count, upTo: count, body },
      { requiredKeys: [] },
    ),
    fc.constantFrom('callId', 'legId', 'gen', 'n', 'upTo', 'body'),
  )
  .map(([right, parts, key]) => (key in parts ? { ...right, [key]: parts[key] } : right))

test('the quick check accepts exactly what the schemas accept', () => {
  let passed = 0
  fc.assert(
    fc.property(fc.oneof(message, nearly), (value) => {
      const quick = isRelayed(value)
      expect(quick).toBe(v.safeParse(schema, value).success)
      if (quick) passed += 1
    }),
    { numRuns: 5_000 },
  )
  expect(passed).toBeGreaterThan(200)
})
