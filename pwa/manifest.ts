/** The web app manifest: what the browser shows of the installed app, and what launches it. */
import type { ManifestOptions } from 'vite-plugin-pwa'
import type { shell } from './texts/en/shell.en.ts'

/** The ground in light, which the window has before the first paint; tokens.css has the same. */
const GROUND = '#E8EEEB'

const png = (src: string, sizes: string) => ({ src, sizes, type: 'image/png' })
const shortcutIcon = png('/icons/icon-192.png', '192x192')

/** @param t what it says in this language */
export const manifestOf = (
  tag: string,
  dir: 'ltr' | 'rtl',
  t: typeof shell.installed,
): Partial<ManifestOptions> => ({
  id: '/',
  name: 'Peal',
  short_name: 'Peal',
  description: t.description,
  lang: tag,
  dir,
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
    { ...png('/icons/icon-192.png', '192x192'), purpose: 'any' },
    { ...png('/icons/icon-512.png', '512x512'), purpose: 'any' },
    { ...png('/icons/maskable-512.png', '512x512'), purpose: 'maskable' },
    { ...png('/icons/badge-96.png', '96x96'), purpose: 'monochrome' },
    { src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
  ],
  shortcuts: [
    { name: t.callSomeone, url: '/?find', icons: [shortcutIcon] },
    { name: t.calls, url: '/calls', icons: [shortcutIcon] },
    { name: t.settings, url: '/settings', icons: [shortcutIcon] },
  ],
  screenshots: [
    {
      ...png('/screenshots/contacts-wide.png', '1280x800'),
      form_factor: 'wide',
      label: t.contactsPicture,
    },
    {
      ...png('/screenshots/missed-narrow.png', '1082x2202'),
      form_factor: 'narrow',
      label: t.missedPicture,
    },
  ],
})
