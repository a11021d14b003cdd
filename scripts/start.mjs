/**
 * `npm start`, `npm run demo` (`--demo`) and `npm run -s peal` (`--cli`): builds if the sources have
 * changed, then runs the built program in this process. The build prints to stderr, so that stdout
 * contains only the output of the program.
 */
import { join } from 'node:path'
import { isBuilt } from './built.mjs'

const dist = join(import.meta.dirname, '..', 'dist')
const [mode, ...rest] = process.argv.slice(2)

if (!isBuilt()) {
  try {
    const { buildIfNeeded } = await import('./build.mjs')
    await buildIfNeeded((line) => process.stderr.write(`${line}\n`))
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}
const { runCli, runServer } = await import(join(dist, 'server', 'programs.mjs'))
await (mode === '--cli' ? runCli(dist, rest) : runServer(dist, process.argv.slice(2)))
