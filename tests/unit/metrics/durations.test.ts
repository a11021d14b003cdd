import { expect, it } from 'vitest'
import { createDurations } from '../../../push-server/metrics/durations.ts'

it('adds up the buckets of a histogram in the text format of Prometheus', () => {
  const durations = createDurations('peal_example_seconds', 'An example')
  for (const ms of [-3, 10, 11, 900, 31_000]) durations.observe(ms)
  expect(durations.text().split('\n')).toEqual([
    '# HELP peal_example_seconds An example',
    '# TYPE peal_example_seconds histogram',
    'peal_example_seconds_bucket{le="0.01"} 2',
    'peal_example_seconds_bucket{le="0.025"} 3',
    'peal_example_seconds_bucket{le="0.05"} 3',
    'peal_example_seconds_bucket{le="0.1"} 3',
    'peal_example_seconds_bucket{le="0.25"} 3',
    'peal_example_seconds_bucket{le="0.5"} 3',
    'peal_example_seconds_bucket{le="1"} 4',
    'peal_example_seconds_bucket{le="2.5"} 4',
    'peal_example_seconds_bucket{le="5"} 4',
    'peal_example_seconds_bucket{le="10"} 4',
    'peal_example_seconds_bucket{le="30"} 4',
    'peal_example_seconds_bucket{le="+Inf"} 5',
    'peal_example_seconds_sum 31.921',
    'peal_example_seconds_count 5',
    '',
  ])
})
