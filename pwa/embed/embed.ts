/** `/embed.js`, the script that other sites load. Idempotent. */
import { callButton } from './call-button.ts'

const NAME = 'peal-call-button'

const script = document.currentScript
const server = script instanceof HTMLScriptElement && script.src !== '' ? script.src : null
if (customElements.get(NAME) === undefined) customElements.define(NAME, callButton(server))
