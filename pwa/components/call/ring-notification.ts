/** The page's own notification of a ring. Never asks for permission. */
import type { Person } from '../../../protocol/people.ts'
import * as texts from '../../texts/texts.ts'

const t = texts.incoming

/** Shows it if the page is hidden and may notify; returns what closes it, or null. */
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
    return () => shown.close()
  } catch {
    // On some platforms only the service worker may notify.
    return null
  }
}
