/** The web app manifest: what the browser shows of the installed app, and what launches it. */
import type { ManifestOptions } from 'vite-plugin-pwa'

/** The ground in light, which the window has before the first paint; tokens.css has the same. */
const GROUND = '#E8EEEB'

const shortcutIcon = { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }

export const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Peal',
  short_name: 'Peal',
  description: 'Video calls that ring.',
  lang: 'en',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  display_override: ['window-controls-overlay', 'standalone'],
  background_color: GROUND,
  theme_color: GROUND,
  categories: ['communication', 'social'],
  launch_handler: { client_mode: 'focus-existing' },
  // The address may be written by anyone: the page asks before it calls (call-link.ts).
  protocol_handlers: [{ protocol: 'web+peal', url: '/call/new?to=%s' }],
  icons: [
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: '/icons/badge-96.png', sizes: '96x96', type: 'image/png', purpose: 'monochrome' },
    { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
  shortcuts: [
    { name: 'Call someone', url: '/?find', icons: [shortcutIcon] },
    { name: 'Calls', url: '/calls', icons: [shortcutIcon] },
    { name: 'Settings', url: '/settings', icons: [shortcutIcon] },
  ],
  screenshots: [
    {
      src: '/screenshots/contacts-wide.png',
      sizes: '1280x800',
      type: 'image/png',
      form_factor: 'wide',
      label: 'Contacts',
    },
    {
      src: '/screenshots/missed-narrow.png',
      sizes: '1082x2202',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'Missed calls on a phone',
    },
  ],
}
