/** The service worker; each of its tasks is a module. */
import type { PrecacheEntry } from 'workbox-precaching'
import { LANGUAGE } from '../texts/formats.ts'
import { registerMemberCache } from './member-cache.ts'
import { createOwner } from './owner.ts'
import { registerRing } from './ring.ts'
import { registerShell } from './shell.ts'
import { registerUpdates } from './updates.ts'

declare const self: ServiceWorkerGlobalScope & {
  /** Files that all languages share. */
  __WB_MANIFEST: (PrecacheEntry | string)[]
  /** What scripts/languages.mjs puts in front of this code. */
  pealLanguage: { readonly files: readonly PrecacheEntry[] }
}

const owner = createOwner()

registerShell([...self.__WB_MANIFEST, ...self.pealLanguage.files], LANGUAGE)
registerMemberCache(self, owner)
registerRing(self, owner)
registerUpdates(self)
