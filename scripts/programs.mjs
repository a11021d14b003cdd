/** The built programs, each run in this process: what dist/server/main.js and cli.js do. */
import { join } from 'node:path'
import { nativeProblem } from './native-module.mjs'
import { loadProgram } from './server-loader.mjs'

/** Ends the process with one line if what npm installs is not there. @param {string} file */
function load(file) {
  const problem = nativeProblem()
  if (problem !== null) {
    process.stderr.write(`${problem}\n`)
    process.exit(1)
  }
  return loadProgram(file)
}

/**
 * Runs the server. @param {string} dist the folder of the build @param {string[]} args `--demo`
 */
export function runServer(dist, args) {
  const { run } = load(join(dist, 'server', 'main.cjs'))
  const places = {
    pwaFolder: join(dist, 'pwa'),
    portraitFolder: join(dist, 'server', 'portraits'),
  }
  return run(places, args.includes('--demo'))
}

/** Runs one command of `peal`. @param {string} dist @param {string[]} args */
export function runCli(dist, args) {
  const { run } = load(join(dist, 'server', 'cli.cjs'))
  return run(args)
}
