/**
 * The program of a call window: one call, without the rest of the app. It begins with a screen that needs little script;
 * the page with everything else is loaded by itself once the other side is seen, or while it rings.
 */
import { showFirstScreen } from './components/call/first-screen.ts'
import { pageNeededIn } from './components/call/page-need.ts'
import { loadCode } from './platform/load-code.ts'
import { windowCall } from './stores/window-call.ts'

/** The page comes after this at the latest, ms: perhaps no picture does. */
const PAGE_MS = 1_500
/** How often it is looked whether a press is over, ms. */
const PRESS_MS = 50

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Resolves once it is known that the page is needed, with the ms that are left until then. */
function pageNeeded(): Promise<number> {
  return new Promise((resolve) => {
    const stop = windowCall.watch(look)
    const timeout = setTimeout(() => settle(0), PAGE_MS)
    look()

    function look(): void {
      const leftMs = pageNeededIn(windowCall.facts)
      if (leftMs !== null) settle(leftMs)
    }

    function settle(leftMs: number): void {
      stop()
      clearTimeout(timeout)
      resolve(leftMs)
    }
  })
}

/** A press that has begun must end on the same button. */
async function pressEnded(screen: Element): Promise<void> {
  while (screen.querySelector('button:active') !== null) await wait(PRESS_MS)
}

// Socket, camera and connection start first.
void windowCall.open()
const root = document.getElementById('app')
if (root === null) throw new Error('the document has no place for the page')
const stopDrawing = showFirstScreen(root)

const leftMs = await pageNeeded()
// Whatever keeps it from loading, the call goes on, and it is tried again.
const page = loadCode(() => import('./pages/call-page.ts'))
await wait(leftMs)
const { showCallPage } = await page
await pressEnded(root)
stopDrawing()
const buttons = () => [...root.querySelectorAll<HTMLElement>('.controls button')]
const focused = buttons().findIndex((button) => button === document.activeElement)
showCallPage(root)
buttons()[focused]?.focus()
