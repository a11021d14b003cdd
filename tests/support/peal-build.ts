/** A copy of the build, so that a test can release a new version of Peal. */
import { appendFile, cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOP } from './sources.ts'

export class PealBuild {
  readonly #top: string
  #version = 1

  private constructor(top: string) {
    this.#top = top
  }

  static async copy(): Promise<PealBuild> {
    const top = await mkdtemp(join(tmpdir(), 'peal-build-'))
    await cp(join(TOP, 'dist'), join(top, 'dist'), { recursive: true })
    await cp(join(TOP, 'package.json'), join(top, 'package.json'))
    await symlink(join(TOP, 'node_modules'), join(top, 'node_modules'))
    return new PealBuild(top)
  }

  /** The folder in which `dist/` is. */
  get top(): string {
    return this.#top
  }

  /** Makes the next version: its worker differs by a byte, which is what browsers compare. */
  async release(): Promise<void> {
    this.#version += 1
    const pwa = join(this.#top, 'dist/pwa')
    const workers = (await readdir(pwa)).filter((name) => /^worker\.[\w-]+\.js$/.test(name))
    for (const name of workers) {
      const worker = join(pwa, name)
      await appendFile(worker, `\n// ${this.#version}\n`)
      // The server would send the old compressed copies instead.
      await Promise.all(['.br', '.gz'].map((ending) => rm(worker + ending, { force: true })))
    }
  }

  async remove(): Promise<void> {
    await rm(this.#top, { recursive: true, force: true })
  }
}
