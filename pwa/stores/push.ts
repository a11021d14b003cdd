/** This device's push status, and what its owner can do about it. Loaded late. */
import { computed, shallowRef, watch } from 'vue'
import { pushApi } from '../../protocol/push-api.ts'
import { request } from '../api/http.ts'
import { pageLanguage } from '../platform/browser/page-language.ts'
import { openChannel } from '../platform/browser/channel.ts'
import { watchPermission } from '../platform/browser/permission-watch.ts'
import { aloneWithPush, readSent, writeSent } from '../platform/push/push-memory.ts'
import { pushSupport } from '../platform/push/push-support.ts'
import { pageTimer } from '../platform/timer.ts'
import { PUSH_CHANNEL } from '../platform/installed/worker-messages.ts'
import { useNews } from './news.ts'
import { createPushKeeper, type PushStatus } from './push-keeper.ts'
import { useSession } from './session.ts'
import { store } from './store.ts'

export const usePush = store(() => {
  const session = useSession()
  const standing = shallowRef<PushStatus>({ kind: 'unknown' })
  const language = pageLanguage()
  let started = false

  const keeper = createPushKeeper({
    support: pushSupport(globalThis),
    browser: {
      permission: () => Notification.permission,
      requestPermission: () => Notification.requestPermission(),
      registration: () => navigator.serviceWorker.ready,
    },
    server: {
      state: () => request(pushApi.pushState),
      subscribe: (body) => request(pushApi.subscribe, { body: { ...body, language } }),
      unsubscribe: () => request(pushApi.unsubscribe),
    },
    memory: { read: readSent, write: writeSent },
    alone: aloneWithPush,
    timer: pageTimer,
    now: () => Date.now(),
    language,
    device: () => session.device?.id ?? null,
    changed: (now) => (standing.value = now),
  })

  /** To be called once somebody is signed in. Idempotent. */
  function start(): void {
    if (started) return
    started = true
    // Start over for another device: another member's, or the same member's after an expiry.
    watch(
      () => session.device?.id,
      (id) => {
        keeper.stop()
        if (id !== undefined) void keeper.check()
      },
      { immediate: true },
    )
    useNews().whenBack(() => void keeper.check())
    watchPermission('notifications', () => void keeper.check())
    openChannel(PUSH_CHANNEL)?.addEventListener('message', ({ data }) => {
      const message = data as { readonly type?: unknown } | null
      if (message?.type === 'proved') void keeper.askProof()
    })
  }

  return {
    standing,
    /** A push can be sent to this device: what a test ring needs. */
    reachable: computed(() => ['proving', 'unproved', 'proved'].includes(standing.value.kind)),
    start,
    /** Compares with the server, and fixes what differs. */
    check: keeper.check,
    /** Within a press: lets the browser prompt. */
    allow: keeper.allow,
    /** A push came through, or may have. */
    askProof: keeper.askProof,
  }
})
