/** How a call window goes away. */
import { describe, expect, it } from 'vitest'
import { closeWindowSoon } from '../../../pwa/platform/handover/window-end.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

function hungUp() {
  const clock = new FakeTimer()
  const window = { needed: false, closed: false }
  closeWindowSoon(clock.timer, () => window.needed, {
    close: () => {
      window.closed = true
    },
  })
  return { clock, window }
}

describe('one’s own hang up', () => {
  it('closes the window once its sound is heard out', () => {
    const { clock, window } = hungUp()
    clock.pass(999)
    expect(window.closed).toBe(false)
    clock.pass(1)
    expect(window.closed).toBe(true)
  })

  it('leaves it open when it has been called again from it meanwhile', () => {
    const { clock, window } = hungUp()
    clock.pass(500)
    window.needed = true
    clock.pass(1_000)
    expect(window.closed).toBe(false)
  })
})
