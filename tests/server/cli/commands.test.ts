import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { run } from '../../support/launched.ts'
import { startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'

const client = { kind: 'desktop', maxTouchPoints: 0 } as const

/** Runs `npm run -s peal -- …` on a data folder. */
function peal(folder: string, ...args: string[]) {
  return run(args, { PEAL_DATA: folder })
}

async function answerOf(folder: string, ...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await peal(folder, ...args, '--json')
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

function tokenOf(answer: unknown): string {
  const { signInUrl } = answer as { signInUrl: string }
  return new URL(signInUrl).hash.slice(1)
}

describe('peal with a running server', () => {
  it('adds members and prints a link that signs them in at that server', async () => {
    const server = await startServer()
    const added = await answerOf(server.folder, 'member', 'add', 'ada', '--name', 'Ada Lovelace')
    expect(added).toEqual({
      id: expect.any(String),
      handle: 'ada',
      signInUrl: expect.stringMatching(new RegExp(`^${server.origin}/sign-in#[\\w-]{43}$`)),
    })
    const body = { token: tokenOf(added), client }
    const signedIn = await server.ask(signInApi.signInByLink, { body })
    expect(signedIn.data?.member).toMatchObject({ name: 'Ada Lovelace', admin: false })

    const taken = await peal(server.folder, 'member', 'add', 'ADA', '--name', 'Eve', '--json')
    expect(taken).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^The handle "ada" is taken\. .*\n$/),
    })
  })

  it('lists members, makes links for phones and removes members', async () => {
    const server = await startServer()
    await server.member('ada', 'Ada Lovelace', true)
    const grace = await server.person('grace')
    expect(await answerOf(server.folder, 'member', 'list')).toEqual([
      { id: expect.any(String), handle: 'ada', name: 'Ada Lovelace', admin: true },
      { id: grace.memberId, handle: 'grace', name: 'grace', admin: false },
    ])
    const link = await answerOf(server.folder, 'sign-in-link', 'grace', '--device', 'mobile')
    expect(link).toEqual({ signInUrl: expect.any(String) })
    const look = await server.ask(signInApi.lookAtLink, { body: { token: tokenOf(link) } })
    expect(look.data?.device).toBe('mobile')

    expect(await answerOf(server.folder, 'member', 'remove', 'grace')).toEqual({
      handle: 'grace',
      removed: true,
    })
    expect((await grace.ask(api.session)).code).toBe('signed-out')
    for (const args of [
      ['member', 'remove', 'grace'],
      ['sign-in-link', 'grace'],
    ]) {
      expect(await peal(server.folder, ...args)).toEqual({
        code: 1,
        stdout: '',
        stderr: 'There is no member "grace".\n',
      })
    }
  })

  it('switches connectors on and off at once', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const webrtc = { id: 'webrtc', title: 'Peal video', kind: 'peer' }
    expect(await answerOf(server.folder, 'connector', 'list')).toContainEqual({
      ...webrtc,
      enabled: true,
    })
    await answerOf(server.folder, 'connector', 'disable', 'webrtc')
    expect((await ada.ask(api.connectors)).data?.connectors).toEqual([])
    await answerOf(server.folder, 'connector', 'enable', 'webrtc')
    expect((await ada.ask(api.connectors)).data?.connectors.map(({ id }) => id)).toEqual(['webrtc'])
    const unknown = await peal(server.folder, 'connector', 'enable', 'nothing')
    expect([unknown.code, unknown.stdout]).toEqual([1, ''])
    expect(unknown.stderr).toMatch(/^There is no connector "nothing"; there are: webrtc.*\.\n$/)
  })

  it('prints lines for people without --json', async () => {
    const server = await startServer()
    await server.member('ada', 'Ada Lovelace', true)
    const list = await peal(server.folder, 'member', 'list')
    expect(list.stdout).toMatch(/^ada {2}Ada Lovelace {2}admin {2}\S+\n$/)
    const link = await peal(server.folder, 'sign-in-link', 'ada')
    expect(link.stdout).toMatch(/^http:\/\/localhost:\d+\/sign-in#\S+\n$/)
  })
})

describe('peal without a running server', () => {
  it('changes the data folder itself, and the next server finds the changes', async () => {
    const folder = join(tempDir(), 'data')
    const added = await answerOf(folder, 'member', 'add', 'ada', '--name', 'Ada', '--admin')
    await answerOf(folder, 'connector', 'disable', 'webrtc')
    const server = await startServer({ settings: { dataFolder: folder } })
    expect(server.peal.setupUrl).toBeNull()
    const body = { token: tokenOf(added), client }
    const ada = server.device(await server.ask(signInApi.signInByLink, { body }))
    expect(ada.session.member.admin).toBe(true)
    expect((await ada.ask(api.connectors)).data?.connectors).toEqual([])
  })

  it('does not create a data folder for a query', async () => {
    const folder = join(tempDir(), 'data')
    const { code, stderr } = await peal(folder, 'member', 'list')
    expect([code, stderr]).toEqual([
      1,
      `PEAL_DATA: ${folder} holds no Peal yet; start it once first.\n`,
    ])
    expect(existsSync(folder)).toBe(false)
  })

  it('says what is wrong with the settings or with the arguments', async () => {
    const folder = tempDir()
    const wrong = await run(['member', 'list'], { PEAL_DATA: folder, PORT: 'x' })
    expect(wrong).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^PORT: .*\n$/) })
    const usage = await peal(folder, 'member', 'rename', 'ada')
    expect([usage.code, usage.stdout]).toEqual([2, ''])
    expect(usage.stderr).toMatch(/^peal: there is no command "member rename"\n\nUsage: /)
  })
})
