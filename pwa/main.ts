/** Every window begins here: it takes its look, then what it needs of the app. */
import '@fontsource-variable/commissioner/flar.css'
import './design/tokens.css'
import './design/base.css'
import './design/layout.css'
import './design/controls.css'
import './design/bell.css'
import { applyTheme, readTheme } from './platform/browser/theme.ts'

applyTheme(readTheme())
if (location.pathname.startsWith('/call/')) await import('./call-program.ts')
else await import('./app-program.ts')
