import '@fontsource-variable/commissioner/flar.css'
import './design/tokens.css'
import './design/base.css'
import './design/controls.css'
import './design/bell.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { applyTheme, readTheme } from './platform/theme.ts'
import { createAppRouter } from './routes.ts'

applyTheme(readTheme())
createApp(App).use(createPinia()).use(createAppRouter()).mount('#app')
