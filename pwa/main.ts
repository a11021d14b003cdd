/** Every window starts here: with its styles, then with the program that it needs. */
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
