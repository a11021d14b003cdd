/** Which page stands at which address, and who may see it. */
import { createRouter, createWebHistory } from 'vue-router'
import type { Router } from 'vue-router'
import { useSession } from './stores/session.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Seen by those who are not signed in. */
    readonly open?: boolean
    /** Fills the window: no navigation around it. */
    readonly bare?: boolean
  }
}

export function createAppRouter(): Router {
  const router = createRouter({
    history: createWebHistory(),
    scrollBehavior: (to, from, saved) => {
      if (saved) return saved
      // Only here fragments name places; elsewhere they may hold secrets.
      if (to.name === 'settings' && to.hash !== '') return { el: to.hash, top: 84 }
      return to.path === from.path ? false : { top: 0 }
    },
    routes: [
      { path: '/', name: 'contacts', component: () => import('./pages/ContactsPage.vue') },
      {
        path: '/contacts/:handle',
        name: 'profile',
        component: () => import('./pages/ProfilePage.vue'),
      },
      { path: '/calls', name: 'calls', component: () => import('./pages/CallsPage.vue') },
      { path: '/settings', name: 'settings', component: () => import('./pages/SettingsPage.vue') },
      {
        path: '/sign-in',
        name: 'sign-in',
        component: () => import('./pages/SignInPage.vue'),
        meta: { open: true, bare: true },
      },
      {
        path: '/join/:token?',
        name: 'join',
        component: () => import('./pages/JoinPage.vue'),
        meta: { open: true, bare: true },
      },
      // `/call/new` is a call that has no id yet: the same page, so that it stays when the id is known.
      {
        path: '/call/:id',
        name: 'call',
        component: () => import('./pages/CallPage.vue'),
        meta: { bare: true },
      },
      {
        path: '/:nowhere(.*)*',
        name: 'nowhere',
        component: () => import('./pages/NotFoundPage.vue'),
      },
    ],
  })
  router.beforeEach(async (to) => {
    if (to.meta.open === true) return true
    const session = useSession()
    if ((await session.known()) !== 'out') return true
    // The fragment may hold a call's secrets: it is not carried through a sign-in.
    const next = to.fullPath.replace(/#.*$/, '')
    return { name: 'sign-in', query: next === '/' ? {} : { next } }
  })
  return router
}
