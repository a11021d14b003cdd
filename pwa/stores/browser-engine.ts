/** The call engine with this browser's own socket, devices, storage, address and window. */
import { Signaling, signalAddress } from '../api/signaling.ts'
import { workerTimer } from '../api/worker-timer.ts'
import { CallEngine } from '../call/call-engine.ts'
import type { EngineView } from '../call/engine-view.ts'
import { watchAttention } from '../platform/browser/attention.ts'
import { forgetLeg, rememberLeg } from '../platform/handover/call-memory.ts'
import { holdWindowLock } from '../platform/handover/window-lock.ts'
import { closeWindowSoon, sayGoodbye } from '../platform/handover/window-end.ts'
import { mediaPermission } from '../platform/browser/media-permission.ts'
import { loadCode } from '../platform/load-code.ts'
import { randomId } from '../platform/base64-url.ts'
import { showPath } from '../platform/browser/shown-path.ts'
import { showTone } from '../platform/tone-mark.ts'
import { localStore, sessionStore } from '../platform/safe-storage.ts'

/** Makes the engine of this window, and lets it follow what happens to the browser. Once a window. */
export function startEngine(changed: (view: EngineView) => void): CallEngine {
  const timer = workerTimer()
  const devices = navigator.mediaDevices
  const attention = watchAttention((now) => engine.attend(now))
  let locked: string | null = null
  const engine = new CallEngine({
    connect: ({ leg, urgent }) =>
      new Signaling({
        url: signalAddress(),
        hello: () => ({ page: 'call', ...attention.now(), ...leg() }),
        urgent,
        timer,
      }),
    isOnline: () => navigator.onLine,
    timer,
    // Unlike `Date.now`, it does not jump when the system's clock is set.
    now: () => performance.timeOrigin + performance.now(),
    newId: () => randomId(),
    devices,
    permission: (name) => mediaPermission(name),
    storage: localStore,
    changed,
    report: (error) => reportError(error),
    sounding: (name) => {
      showTone(name)
      if (name !== null) attention.soundProved()
    },
    page: {
      saveLeg(leg) {
        const text = JSON.stringify(leg)
        for (const storage of [sessionStore, localStore]) rememberLeg(storage, leg.callId, text)
        if (leg.callId !== locked) holdWindowLock((locked = leg.callId))
      },
      forgetLeg(callId) {
        for (const storage of [sessionStore, localStore]) forgetLeg(storage, callId)
      },
      replaceAddress: (callId) => showPath(`/call/${callId}`),
      goToRoom: (url) => location.assign(url),
      closeSoon: () => closeWindowSoon(timer, () => engine.busy),
      signInIfNeeded: () => {
        const load = loadCode(() => import('./call-signed-out.ts'))
        void load.then(({ signInIfNeeded }) => signInIfNeeded())
      },
    },
  })
  window.addEventListener('online', () => engine.networkChanged(true))
  window.addEventListener('offline', () => engine.networkChanged(false))
  devices.addEventListener('devicechange', () => void engine.devicesChanged())
  // The browser asks whether to close the window in the middle of a call.
  window.addEventListener('beforeunload', (event) => {
    if (engine.connected) event.preventDefault()
  })
  window.addEventListener('pagehide', () => {
    const { leaving } = engine
    if (leaving !== null) sayGoodbye(leaving)
  })
  return engine
}
