/**
 * `<peal-call-button handle="ada" label="Call Ada">`: a link to the page where a press places the
 * call. It is used on other sites: it has no dependencies, is isolated by its shadow root, and needs no
 * permission of the site's policy but to run its script.
 */

/** A member's handle; the same as in protocol/people.ts, whose library would weigh more than all this. */
const HANDLE = /^[a-z0-9][a-z0-9._-]{1,31}$/
/** About the size of a video call beside other work. */
const WINDOW = 'popup,noopener,noreferrer,width=960,height=720'
/** A telephone's receiver, as Peal's own button has it (Phosphor Icons, MIT). */
const RECEIVER =
  'M231.88,175.08A56.26,56.26,0,0,1,176,224C96.6,224,32,159.4,32,80A56.26,56.26,0,0,1,80.92,24.12a16,16,0,0,1,16.62,9.52l21.12,47.15,0,.12A16,16,0,0,1,117.39,96c-.18.27-.37.52-.57.77L96,121.45c7.49,15.22,23.41,31,38.83,38.51l24.34-20.71a8.12,8.12,0,0,1,.75-.56,16,16,0,0,1,15.17-1.4l.13.06,47.11,21.11A16,16,0,0,1,231.88,175.08Z'
const SVG = 'http://www.w3.org/2000/svg'

/** Peal's Call button, in colours that the page around it can set. */
const STYLE = `
:host {
  display: inline-block;
  --_tint: var(--peal-background, light-dark(#f1e4cf, #2b2315));
  --_ink: var(--peal-color, light-dark(#6c3f08, #f2c37d));
  --_mouth: var(--peal-accent, light-dark(#8a5210, #e3ac5c));
  --_on-mouth: var(--peal-on-accent, light-dark(#ffffff, #1b1104));
}
:host([hidden]) { display: none }
a {
  display: inline-flex;
  align-items: center;
  gap: 9px;
  min-height: 40px;
  box-sizing: border-box;
  padding: 4px 14px 4px 4px;
  border-radius: var(--peal-radius, 999px);
  background: var(--_tint);
  color: var(--_ink);
  font: 600 1rem/1.2 var(--peal-font, system-ui, sans-serif);
  text-decoration: none;
  white-space: nowrap;
}
a[href]:hover { background: var(--_mouth); color: var(--_on-mouth) }
a:focus-visible { outline: 3px solid var(--_mouth); outline-offset: 3px }
a:not([href]) { opacity: 0.6; cursor: not-allowed }
.mouth {
  display: grid;
  place-items: center;
  width: 32px;
  height: 32px;
  border-radius: 50%;
  background: var(--_mouth);
  color: var(--_on-mouth);
}
a[href]:hover .mouth { background: none; color: inherit }
svg { width: 17px; height: 17px; fill: currentColor }
@media (forced-colors: active) {
  a { border: 1px solid }
}
`

/** The page that asks before it calls; null: the handle or the server's address is invalid. */
export function callAddress(server: string | null, handle: string | null): string | null {
  const named = handle?.trim().toLowerCase() ?? ''
  if (server === null || !HANDLE.test(named)) return null
  try {
    const address = new URL(`/call/new?to=${encodeURIComponent(named)}`, server)
    return /^https?:$/.test(address.protocol) ? address.href : null
  } catch {
    return null
  }
}

function receiver(): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  const path = document.createElementNS(SVG, 'path')
  svg.setAttribute('viewBox', '0 0 256 256')
  svg.setAttribute('aria-hidden', 'true')
  path.setAttribute('d', RECEIVER)
  svg.append(path)
  return svg
}

/** The element. `server`: the origin that the script came from, unless a button names another. */
export function callButton(server: string | null): CustomElementConstructor {
  // A constructed sheet, because policies forbid inline styles; one for all buttons of a page.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(STYLE)
  return class CallButton extends HTMLElement {
    static readonly observedAttributes = ['handle', 'label', 'server']
    readonly #link = document.createElement('a')
    readonly #label = document.createElement('span')

    constructor() {
      super()
      const shadow = this.attachShadow({ mode: 'open', delegatesFocus: true })
      shadow.adoptedStyleSheets = [sheet]
      const mouth = document.createElement('span')
      mouth.className = 'mouth'
      mouth.append(receiver())
      this.#link.part = 'button'
      this.#link.target = '_blank'
      this.#link.rel = 'noopener noreferrer'
      this.#link.append(mouth, this.#label)
      this.#link.addEventListener('click', (event) => this.#open(event))
      shadow.append(this.#link)
    }

    attributeChangedCallback(): void {
      const handle = this.getAttribute('handle')
      const address = callAddress(this.getAttribute('server') ?? server, handle)
      const label = this.getAttribute('label')
      this.#label.textContent = label ?? `Call ${handle?.trim() ?? ''}`.trim()
      if (address !== null) {
        this.#link.href = address
        this.#link.removeAttribute('role')
        this.#link.removeAttribute('aria-disabled')
        return
      }
      this.#link.removeAttribute('href')
      this.#link.role = 'link'
      this.#link.ariaDisabled = 'true'
    }

    connectedCallback(): void {
      this.attributeChangedCallback()
      if (this.#link.href !== '') return
      console.error(
        'peal-call-button: it needs the handle of a member, such as handle="ada".',
        this,
      )
    }

    /** Opens a window as Peal's own button does; with a modifier key the browser decides. */
    #open(event: MouseEvent): void {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      if (this.#link.href === '') return
      window.open(this.#link.href, '_blank', WINDOW)
      // Where the browser threw instead, the link itself leads there.
      event.preventDefault()
    }
  }
}
