/** Which page stands at which address, and who may see it. */
import ContactsPage from './pages/ContactsPage.vue'
import type { Place, RouterDeps } from './components/frame/router.ts'
import { useSession } from './stores/session.ts'

/** A call window is a program of its own (call-program.ts). */
const isCallPath = (path: string) => path.startsWith('/call/')

export const routerDeps: RouterDeps = {
  routes: [
    { name: 'contacts', path: '/', load: () => Promise.resolve({ default: ContactsPage }) },
    { name: 'profile', path: '/contacts/:handle', load: () => import('./pages/ProfilePage.vue') },
    { name: 'calls', path: '/calls', load: () => import('./pages/CallsPage.vue') },
    { name: 'settings', path: '/settings', load: () => import('./pages/SettingsPage.vue') },
    { name: 'admin', path: '/admin', load: () => import('./pages/AdminPage.vue') },
    { name: 'sign-in', path: '/sign-in', load: () => import('./pages/SignInPage.vue'), open: true },
    { name: 'join', path: '/join/:token?', load: () => import('./pages/JoinPage.vue'), open: true },
    { name: 'nowhere', path: '/nowhere', load: () => import('./pages/NotFoundPage.vue') },
  ],
  isOutside: isCallPath,
  guard: async (to) => {
    if (to.route.open === true || (await useSession().known()) !== 'out') return null
    return signInAddress(to)
  },
}

/** The sign-in page, with the way back. The fragment may hold secrets: it is left out. */
function signInAddress(to: Pick<Place, 'path' | 'query'>): string {
  const query = to.query.toString()
  const next = query === '' ? to.path : `${to.path}?${query}`
  return next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next }).toString()}`
}
