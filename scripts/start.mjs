#!/usr/bin/env node
/**
 * `peal`, `npm start`, `npm run demo` and `npm run -s peal`: without arguments or with `--demo` it runs the
 * server, else one command of the command line, in this process. It builds first if the sources have
 * changed. The build prints to stderr, so that stdout contains only the output of the program.
 */
import { join } from 'node:path'
import { isBuilt } from './built.mjs'

const dist = join(import.meta.dirname, '..', 'dist')
const args = process.argv.slice(2)

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
const isServer = args.length === 0 || args.includes('--demo')
await (isServer ? runServer(dist, args) : runCli(dist, args))
