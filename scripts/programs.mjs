/** The built programs, each run in this process: what dist/server/main.js and cli.js do. */
import { join } from 'node:path'
import { loadProgram } from './server-loader.mjs'

/**
 * Runs the server. @param {string} dist the folder of the build @param {string[]} args `--demo`
 */
export function runServer(dist, args) {
  const { run } = loadProgram(join(dist, 'server', 'main.cjs'))
  const places = {
    pwaFolder: join(dist, 'pwa'),
    portraitFolder: join(dist, 'server', 'portraits'),
  }
  return run(places, args.includes('--demo'))
}

/** Runs one command of `peal`. @param {string} dist @param {string[]} args */
export function runCli(dist, args) {
  const { run } = loadProgram(join(dist, 'server', 'cli.cjs'))
  return run(args)
}
