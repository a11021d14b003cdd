/** The service worker; each of its tasks is a module. */
import type { PrecacheEntry } from 'workbox-precaching'
import { registerMemberCache } from './member-cache.ts'
import { createOwner } from './owner.ts'
import { registerRing } from './ring.ts'
import { registerShell } from './shell.ts'
import { registerUpdates } from './updates.ts'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (PrecacheEntry | string)[] }

const owner = createOwner()

registerShell(self.__WB_MANIFEST)
registerMemberCache(self, owner)
registerRing(self, owner)
registerUpdates(self)
