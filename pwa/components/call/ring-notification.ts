/** The page's own notification of a ring, for when nobody looks at this page. Asks for nothing. */
import type { Person } from '../../../protocol/people.ts'
import * as texts from '../../texts/texts.ts'

const t = texts.incoming

/** Shows it while the page is hidden and may notify; the answer takes it back. Null: not shown. */
export function notifyRing(person: Person): (() => void) | null {
  if (document.visibilityState === 'visible') return null
  if (!('Notification' in window) || Notification.permission !== 'granted') return null
  try {
    const shown = new Notification(t.notification(person.name), {
      body: t.notificationText,
      tag: `ring-${person.handle}`,
      requireInteraction: true,
      ...(person.photo !== null && { icon: person.photo }),
    })
    shown.addEventListener('click', () => {
      window.focus()
      shown.close()
    })
    return () => {
      shown.close()
    }
  } catch {
    // Some platforms let only the service worker notify.
    return null
  }
}
