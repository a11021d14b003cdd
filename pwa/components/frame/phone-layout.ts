/** Whether the page is laid out for a phone: a narrow window, and every phone or tablet. */
import { computed, onScopeDispose, ref } from 'vue'
import { useSession } from '../../stores/session.ts'

const NARROW = '(width < 640px)'
/** Wide enough for the calls beside the contacts. */
const WIDE = '(width >= 1024px)'

function useMedia(query: string) {
  const list = window.matchMedia(query)
  const matches = ref(list.matches)
  const look = () => (matches.value = list.matches)
  list.addEventListener('change', look)
  onScopeDispose(() => list.removeEventListener('change', look))
  return matches
}

export function usePhoneLayout() {
  const session = useSession()
  const narrow = useMedia(NARROW)
  return computed(() => narrow.value || session.mobile)
}

/** Whether the calls are shown beside the contacts. */
export function useSidePanel() {
  const session = useSession()
  const wide = useMedia(WIDE)
  return computed(() => wide.value && !session.mobile)
}
