/** Starts the server: takes the folder's lock and the ports, opens the database, wires the rooms. */
import { CATALOGUE } from '../protocol/connectors/catalogue.ts'
import type { Connector } from '../protocol/connectors.ts'
import { createAdmin } from './admin/admin-routes.ts'
import { listenForAdmins } from './admin/admin-socket.ts'
import { databaseOf, lockFolder } from './admin/data-folder.ts'
import { databaseProblem } from './admin/database-problem.ts'
import { openInstallationSettings } from './admin/installation-settings.ts'
import { openDatabase } from './admin/open-database.ts'
import { runCommand } from './admin/run-command.ts'
import { inBackground, sweepEachMinute } from './background.ts'
import { createLocalBus } from './bus/bus.ts'
import type { BusMessage } from './bus/bus-message.ts'
import { createNews } from './bus/news.ts'
import { callRoutes } from './calls/call-routes.ts'
import { openCalls } from './calls/calls.ts'
import type { CallDeps } from './calls/call-deps.ts'
import { systemClock, type Clock } from './clock.ts'
import { mountConnectorRoutes } from './connectors/connector-routes.ts'
import { openConnectors } from './connectors/connectors.ts'
import { documentRoutes } from './documents/document-routes.ts'
import { createApp } from './http/app.ts'
import { createAttackLog } from './http/attack-log.ts'
import { trustIn } from './http/client-address.ts'
import { createListener, listen, type Fetch } from './http/listener.ts'
import { createReadiness } from './http/readiness.ts'
import { NO_READ_LIMITS, createReadLimits } from './http/read-limits.ts'
import { NO_WRITE_LIMITS, createWriteLimits } from './http/write-limits.ts'
import { createIceServers, stunUrlsOf } from './ice/ice-servers.ts'
import { startStun } from './ice/stun-responder.ts'
import { createLog, type Log } from './log.ts'
import { createMetrics, mountMetrics } from './metrics/metrics.ts'
import { loadPasswords } from './people/passwords.ts'
import { createPeople } from './people/people.ts'
import { peopleEvents } from './people-events.ts'
import { refreshNameIndex } from './people/name-index.ts'
import { createPresence } from './people/presence.ts'
import { PROBE_SECRET, createProbes } from './http/probe.ts'
import { installationSecret } from './store/installation-secret.ts'
import { NO_LIMITS, createSignInLimits } from './people/sign-in-limits.ts'
import { createPush, openPushSecrets, type Push } from './push/push.ts'
import type { PushDeps } from './push/push-deps.ts'
import { originOf, socketPath, type Settings } from './settings.ts'
import type { PingTimes } from './signaling/signaling-deps.ts'
import { attachSignaling, type Signaling } from './signaling/signaling.ts'
import { createSocketRegistry } from './signaling/socket-registry.ts'
import type { Store } from './store/store.ts'
import { createUntilWritten } from './store/until-written.ts'

/** A database is read at a few hundred MB a second, and the server handles no call meanwhile. */
const EXAMINED_DATABASE_MAX_BYTES = 33_554_432

/** What the program, the demo and the tests start differently. */
export interface StartOptions {
  readonly clock?: Clock
  readonly log?: Log
  /** Defaults to the connectors of the catalogue. */
  readonly catalogue?: readonly Connector[]
  /** False: sign-ins and calls are not limited. */
  readonly limits?: boolean
  /** Folder of the built app; null: none is served. */
  readonly pwaFolder?: string | null
  /** How often sockets are pinged; defaults to the protocol's times. */
  readonly pings?: PingTimes
  /** PEM of the certificate authorities to trust for push services and hosts; defaults to the system's. */
  readonly authorities?: string
  /** True: the server starts without the STUN responder when its port is taken. */
  readonly stunIfFree?: boolean
  /** Called when another server took the database while it was away: this one has to stop. */
  readonly onDatabaseLost?: () => void
  /** Wraps the database, for tests of what happens when it fails. */
  readonly throughStore?: (store: Store) => Store
}

/** A running server. */
export type Peal = Awaited<ReturnType<typeof startPeal>>

/** Closes what was opened, the last first. */
async function closeAll(opened: (() => void | Promise<void>)[]): Promise<void> {
  for (const close of opened.splice(0).reverse()) await close()
}

/**
 * Starts Peal on its data folder and port.
 * @throws StartProblem with one line for people, after closing what was opened
 */
export async function startPeal(settings: Settings, options: StartOptions = {}) {
  const opened: (() => void | Promise<void>)[] = []
  try {
    return await start(settings, options, opened)
  } catch (error) {
    await closeAll(opened)
    // Any room may be the first to find that the database cannot be used.
    throw (await databaseProblem(settings, error)) ?? error
  }
}

async function start(
  settings: Settings,
  options: StartOptions,
  opened: (() => void | Promise<void>)[],
) {
  const {
    clock = systemClock,
    log = createLog(settings.logLevel),
    limits = true,
    authorities,
  } = options
  let stopping: Promise<void> | undefined
  await loadPasswords()
  const lock = lockFolder(settings.dataFolder)
  opened.push(() => lock.release())
  if (lock.warning !== null) log.warn({}, lock.warning)

  // The ports come first, so that a start which cannot have them changes no file and no call. Requests
  // are answered with 503 until everything is open.
  let serve: Fetch = () => new Response(null, { status: 503 })
  const { server, drain } = createListener((request, env) => serve(request, env))
  const port = await listen(server, settings.port, settings.host)
  opened.push(drain)
  const origin = originOf(settings, port)
  const stun = await startStun(settings, origin, options.stunIfFree ?? false, log)
  opened.push(() => stun?.close())
  const stunPort = stun?.port ?? null

  const database = await openDatabase(settings, () => options.onDatabaseLost?.())
  opened.push(() => database.close())
  await refreshNameIndex(database)
  const store = options.throughStore?.(database) ?? database
  const bus = createLocalBus<BusMessage>()
  const news = createNews(bus)
  const connectors = await openConnectors({
    store,
    clock,
    news,
    catalogue: options.catalogue ?? CATALOGUE,
  })
  const hostCheck = { httpsProxy: settings.httpsProxy, authorities }
  const installation = await openInstallationSettings(store, settings, clock)
  const pushSecrets = await openPushSecrets(store)
  const metrics = createMetrics({
    bus,
    clock,
    store: () => database.stats(),
    sockets: () => signaling.count(),
  })
  const sockets = createSocketRegistry(clock, (member, device) => calls.isRung(member, device))
  const attacks = createAttackLog(log, clock)
  const trusted = trustIn(settings.trustedProxies)
  const shared = { store, clock, log, bus, news, attacks, origin }
  const callDeps: CallDeps = {
    ...shared,
    sockets,
    connectors,
    ringMs: () => installation.current().ringMs,
    historyMs: settings.historyMs,
    onRungByPush: (device) =>
      inBackground(push.proved(device), log, 'that push works could not be noted', { device }),
    onPushDue: () => push.wake(),
    limits: () => (limits ? installation.current().limits : null),
  }
  const calls = await openCalls(callDeps)
  opened.push(() => calls.stop())
  // Again, since requests in progress have to finish before the calls stop.
  opened.push(drain)

  const pushDeps: PushDeps = {
    ...shared,
    contact: settings.contact,
    pushHosts: settings.pushHosts,
    httpsProxy: settings.httpsProxy,
    authorities,
    calls: {
      message: calls.pushMessage,
      targetFailed: (callId, deviceId) => calls.events.targetFailed(callId, deviceId),
    },
    person: (memberId) => calls.person(memberId),
    onReachable: (memberId) => bus.publish(memberId, { type: 'presence' }),
    onOutcome: (service, outcome) => metrics.pushed(service, outcome),
    onFailing: (service, isFailing) => metrics.pushFailing(service, isFailing),
    limits,
  }
  const push: Push = createPush(pushDeps, pushSecrets)
  opened.push(() => push.stop())
  calls.onChange(() => push.wake())

  const people = createPeople({
    ...shared,
    limits: limits ? createSignInLimits() : NO_LIMITS,
    accountTypes: connectors.accountTypes,
    events: peopleEvents({ log, sockets, calls, push, signaling: () => signaling }),
  })
  // Made at the start, so that the doctor finds it.
  const probeSecret = installationSecret(store, PROBE_SECRET)
  await probeSecret
  const probes = createProbes(() => probeSecret, trusted)
  const untilWritten = createUntilWritten(log)
  opened.push(() => untilWritten.stop())
  const signaling: Signaling = attachSignaling(server, {
    ...shared,
    writeInTheEnd: untilWritten.write,
    limits,
    trusted,
    probes,
    registry: sockets,
    calls,
    identify: people.identify,
    self: people.self,
    presence: createPresence({
      ...shared,
      isLive: (memberId) => calls.liveOf(memberId) !== null,
      isOpen: (memberId) => sockets.reach(memberId).sockets === 'open',
    }),
    iceServers: createIceServers(() => {
      const inForce = installation.current()
      return { ...inForce, stunUrls: stunUrlsOf(inForce.stunUrls, stunPort, origin) }
    }, clock),
    pings: options.pings,
    onWelcomed: metrics.welcomed,
  })
  opened.push(async () => {
    // Open polls would keep the server from stopping.
    calls.rings.stop()
    push.release()
    await signaling.stop()
  })
  const doctorDeps = {
    ...shared,
    settings,
    stunPort,
    database: databaseOf(settings),
    databaseMaxBytes: EXAMINED_DATABASE_MAX_BYTES,
  }
  // Loaded when first used: the server itself does not need its code.
  const doctor = () => import('./doctor/doctor.ts')
  const admin = createAdmin({
    ...shared,
    settings: installation,
    ownStun: stunUrlsOf([], stunPort, origin)[0] ?? null,
    checkServers: async (servers) => (await doctor()).checkServers(doctorDeps, servers),
    examine: async () => (await doctor()).examine(doctorDeps, installation.current()),
    pushFailing: () => metrics.failing,
  })
  const app = createApp({
    ...shared,
    trusted,
    writeLimits: limits ? createWriteLimits() : NO_WRITE_LIMITS,
    readLimits: limits ? createReadLimits(() => performance.now()) : NO_READ_LIMITS,
    identify: people.identify,
    probes,
    isReady: createReadiness(store, () => stopping !== undefined),
    rooms: [
      people,
      { mount: (to) => mountConnectorRoutes(to, connectors, shared, hostCheck) },
      { mount: (to) => callRoutes(to, calls, callDeps) },
      push,
      admin,
      { mount: (to) => documentRoutes(to, origin) },
      { mount: (to) => mountMetrics(to, { origin, token: settings.metricsToken }, metrics) },
    ],
    pwaFolder: options.pwaFolder ?? null,
  })
  serve = (request, env) => app.fetch(request, env)
  opened.push(sweepEachMinute(async () => attacks.tellMore(), log))
  opened.push(sweepEachMinute(() => people.sweep(), log))
  opened.push(sweepEachMinute(() => push.sweep(), log))
  opened.push(sweepEachMinute(() => admin.sweep(), log))

  const admins = await listenForAdmins(
    socketPath(settings.dataFolder),
    (command) => runCommand({ people, connectors, push }, command),
    log,
  )
  opened.push(() => admins.close())
  const setupUrl = await people.setupUrl()
  log.info({ port }, 'started')

  return {
    port,
    /** The address that browsers use, without a trailing slash. */
    origin,
    /** The link that creates the first admin; null: there is an admin. */
    setupUrl,
    people,
    store,
    calls,
    signaling,
    metrics,
    /** The routes that are mounted, for tests. */
    routes: app.routes,
    /** Closes sockets with 1001, lets requests finish, closes the files. Idempotent. */
    stop: () => (stopping ??= closeAll(opened)),
  }
}
