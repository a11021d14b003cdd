/** Two people, one call. */
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Person } from '../support/browser.ts'
import {
  answer,
  call,
  callButton,
  connect,
  hears,
  incoming,
  leaveCalls,
  liveTracks,
  loudness,
  press,
  sees,
  sounded,
  sounds,
  soundsAs,
  stage,
} from '../support/call-steps.ts'
import { households, type House } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false, lasting: true })
const withWorker = households()

let house: House
let ada: Person
let grace: Person
beforeAll(async () => {
  house = await household(['ada', 'grace', 'linus'])
  ada = await house.person('ada')
  grace = await house.person('grace')
})
afterEach(() => leaveCalls([ada, grace]))

describe('a call', () => {
  it('rings, is answered, and carries picture and sound both ways', async () => {
    const house = await withWorker(['ada', 'grace'])
    const ada = await house.person('ada')
    const grace = await house.person('grace')

    const hers = await call(ada, 'Grace Hopper')
    await incoming(grace.page, 'Ada Lovelace').waitFor()
    await stage(hers, 'Ringing…')
    await soundsAs(hers, 'ringback')
    await sounded(grace.page, 'the ringtone')

    const other = await answer(grace, 'Ada Lovelace')
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    await Promise.all([hears(hers), hears(other)])
    expect(await hers.getByLabel('Your video').isVisible()).toBe(true)
    const time = () => hers.getByRole('timer').getAttribute('aria-label')
    const shown = await time()
    await until('the timer runs', async () => (await time()) !== shown)
    expect(await incoming(grace.page, 'Ada Lovelace').count()).toBe(0)

    const answered = (await sounds(grace.page)).length
    await press(other, 'Hang up')
    await stage(hers, /^Call ended · \d+:\d\d$/)
    await sounded(hers, 'the hang-up tone')
    expect((await sounds(grace.page)).length).toBe(answered)
    await hers.getByRole('button', { name: 'Call again' }).waitFor()
    await until("one's own hang-up closes the window", () => other.isClosed())
  })

  it('starts with a sound-only answer without opening that camera', async () => {
    const [hers, other] = await connect(ada, grace, 'Answer with sound only')
    await Promise.all([sees(other, 'Ada Lovelace'), hears(hers), hears(other)])
    expect(await liveTracks(other)).toEqual(['audio'])
    // The initials of the other person are shown instead of the picture.
    const video = hers.getByLabel("Grace Hopper's video")
    const initials = hers.getByText('GH', { exact: true })
    await initials.waitFor()
    expect(await video.isVisible()).toBe(false)
    await press(other, 'Turn camera on')
    await sees(hers, 'Grace Hopper')
    await video.waitFor()
    await initials.waitFor({ state: 'detached' })
  })

  it('plays the tone of placing until the other side rings', async () => {
    // The sockets of a profile that were once intercepted stay so.
    const ada = await house.person('ada')
    onTestFinished(async () => {
      await leaveCalls([ada])
      await ada.context.close()
    })
    const held: (() => void)[] = []
    let holds = true
    await ada.context.routeWebSocket(/\/signal$/, (page) => {
      let placed = false
      const server = page.connectToServer()
      page.onMessage((message) => {
        placed ||= message.includes('"call.place"')
        server.send(message)
      })
      server.onMessage((message) => {
        const pass = () => {
          page.send(message)
        }
        if (placed && holds) held.push(pass)
        else pass()
      })
    })
    const hers = await call(ada, 'Grace Hopper')
    await soundsAs(hers, 'connecting')
    await stage(hers, 'Calling Grace Hopper…')
    holds = false
    for (const pass of held) pass()
    await soundsAs(hers, 'ringback')
    await stage(hers, 'Ringing…')
  })

  it('holds while its page cannot be loaded, and gets the page by itself later', async () => {
    let refused = 0
    let refuses = true
    const PAGE = '**/assets/call-page-*.js'
    await grace.context.route(PAGE, (route) => {
      if (!refuses) return route.continue()
      refused += 1
      return route.abort()
    })
    onTestFinished(() => grace.context.unroute(PAGE))
    const [, other] = await connect(ada, grace)
    await Promise.all([sees(other, 'Ada Lovelace'), hears(other)])
    await until('the page was refused', () => Promise.resolve(refused > 0))
    await press(other, 'Mute microphone')
    const unmute = other.getByRole('button', { name: 'Unmute microphone' })
    await unmute.waitFor()
    const more = other.getByRole('button', { name: 'More', exact: true })
    expect(await more.count()).toBe(0)

    await unmute.focus()
    refuses = false
    await more.waitFor()
    // Nothing that was there before has changed.
    expect(await unmute.evaluate((button) => button === document.activeElement)).toBe(true)
    expect(await other.locator('video, audio').count()).toBe(3)
    await Promise.all([sees(other, 'Ada Lovelace'), hears(other)])
  })

  it('is silent at the other side when the microphone is muted', async () => {
    const [hers, other] = await connect(ada, grace)
    await hears(other)
    await press(hers, 'Mute microphone')
    await hers.getByRole('button', { name: 'Unmute microphone' }).waitFor()
    await until('silence at the other side', async () => (await loudness(other)) < 0.01)
    await press(hers, 'Unmute microphone')
    await hears(other)
  })

  it('opens in the same tab where popups are blocked', async () => {
    const tab = await ada.context.newPage()
    await tab.addInitScript(() => {
      window.open = () => null
    })
    await tab.goto(house.peal.origin)
    await callButton(tab, 'Grace Hopper').click()
    await stage(tab, 'Ringing…')
    await answer(grace, 'Ada Lovelace')
    await stage(tab, 'Connected')
  })

  it('shows the state of a call to the caller’s contacts', async () => {
    const linus = await house.person('linus')
    await connect(ada, grace)
    await linus.page.getByText('In a call').first().waitFor()
  })
})

describe('tracks-off', () => {
  it('a camera that is off is closed and stays off in the next call, and every track stops at the end', async () => {
    const [hers, other] = await connect(ada, grace)
    expect((await liveTracks(hers)).sort()).toEqual(['audio', 'video'])

    await press(hers, 'Turn camera off')
    await hers.getByRole('button', { name: 'Turn camera on' }).waitFor()
    await until('the camera is closed', async () => !(await liveTracks(hers)).includes('video'))
    expect(await liveTracks(hers)).toEqual(['audio'])

    // The other window learns of the end over the network: its time starts when it shows the end.
    await press(hers, 'Hang up')
    const tracksAtEnd = await other.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const live = () =>
            window.pealTest.tracks.filter(({ readyState }) => readyState === 'live').length
          const look = () => {
            const told = document.querySelector('[role=status]')?.textContent ?? ''
            if (told.includes('Call ended')) setTimeout(() => resolve(live()), 500)
            else requestAnimationFrame(look)
          }
          look()
        }),
    )
    expect(tracksAtEnd).toBe(0)
    await other.close()

    await until('the window closes itself', () => hers.isClosed())
    const again = await call(ada, 'Grace Hopper')
    await stage(again, 'Ringing…')
    await again.getByRole('button', { name: 'Turn camera on' }).waitFor()
    const asked = await again.evaluate(() => window.pealTest.asked.map(({ video }) => video))
    expect(asked.filter(Boolean)).toEqual([])
    expect(await liveTracks(again)).toEqual(['audio'])
  })
})
