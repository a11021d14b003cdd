/** What the microphones of the bench hear: somebody who speaks, by espeak-ng. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BUILT } from '../measured-process.ts'

const WORDS = `The north wind and the sun were arguing about which of them was the stronger, when a traveller came along,
wrapped in a warm cloak. They agreed that the one who first made the traveller take the cloak off should be considered
stronger than the other. Then the north wind blew as hard as he could, but the more he blew, the more closely did the
traveller fold the cloak around him, and at last the north wind gave up the attempt. Then the sun shone out warmly, and
immediately the traveller took off his cloak. And so the north wind had to confess that the sun was the stronger.`

/** The file, made once. @throws if espeak-ng is not there and cannot be installed */
export function speechFile(): string {
  const file = join(BUILT, 'speech.wav')
  if (existsSync(file)) return file
  const made = () => spawnSync('espeak-ng', ['-w', file, '-s', '150', WORDS]).status === 0
  if (made()) return file
  // Only this figure needs it, so it is not among the packages of the tests.
  spawnSync('apt-get', ['install', '-qy', '--no-install-recommends', 'espeak-ng'])
  if (!made()) throw new Error('the network figure needs: sudo apt-get install espeak-ng')
  return file
}
