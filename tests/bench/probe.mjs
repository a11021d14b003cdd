/**
 * Loaded into a measured server by `--import`: reports over IPC the CPU time and memory it uses.
 * Memory is measured after a garbage collection, which needs `--expose-gc`.
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
// The benchmark that asked has ended.
process.on('disconnect', () => process.exit(0))
