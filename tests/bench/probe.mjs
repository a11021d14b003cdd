/**
 * Loaded into a server under measurement by `--import`: answers, over IPC, what the process has used.
 * Memory is what is left after collecting, which needs `--expose-gc`.
 */
import process from 'node:process'

process.on('message', (message) => {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpu: (user + system) / 1_000 })
  }
  if (message === 'memory') {
    globalThis.gc?.()
    globalThis.gc?.()
    const { heapUsed, external, rss } = process.memoryUsage()
    process.send?.({ memory: { heapBytes: heapUsed + external, rss } })
  }
})
// What asks ends with its bench.
process.on('disconnect', () => process.exit(0))
