import type { Reason } from '../../../protocol/reasons.ts'
import type { EndedWords, callEnds as english } from '../en/call-ends.en.ts'
import { decimal } from '../formats.ts'
import { plural } from '../plural.ts'

const youHungUp = 'أنهيت المكالمة.'
const roomOpens = 'جارٍ فتح غرفة الاجتماع…'

/** A call that the callee misses; `said` is what the caller reads. */
const unanswered = ({ name, role }: EndedWords, said: string) =>
  role === 'caller' ? said : `مكالمة فائتة من ${name}`

const ended: Record<Reason, (of: EndedWords) => string> = {
  completed: ({ duration }) => `انتهت المكالمة · ${duration ?? '0:00'}`,
  declined: ({ name, role }) => (role === 'caller' ? `رُفضت المكالمة من ${name}.` : youHungUp),
  cancelled: ({ name, role, missed }) => {
    if (role === 'caller') return youHungUp
    return missed ? `مكالمة فائتة من ${name}` : `أُنهيت المكالمة من ${name}.`
  },
  timeout: (of) => unanswered(of, `لا رد من ${of.name}.`),
  busy: (of) => unanswered(of, `توجد مكالمة أخرى لدى ${of.name}.`),
  unreachable: (of) => unanswered(of, `يتعذّر الوصول إلى ${of.name} الآن. ستظهر مكالمتك هناك.`),
  'do-not-disturb': (of) =>
    unanswered(of, `وضع عدم الإزعاج مفعّل لدى ${of.name}. ستظهر مكالمتك هناك.`),
  failed: ({ duration }) => (duration === null ? 'تعذّر إنشاء الاتصال.' : 'انقطع الاتصال.'),
  interrupted: ({ name, role, endedBy }) => {
    if (endedBy === role) return 'لا يُسمح لـ Peal باستخدام الميكروفون والكاميرا لديك.'
    return role === 'caller' ? `تعذّر الرد لدى ${name}.` : `تعذّرت المتابعة لدى ${name}.`
  },
  'handed-over': () => roomOpens,
}

/** What the call window says where there is no call, or no longer one. */
export const callEnds = {
  ended,
  refused: {
    'desktop-only': () => 'للاتصال، افتح Peal على جهاز كمبيوتر.',
    self: () => 'هذا أنت.',
    'unknown-member': () => 'لا يوجد هنا أحد بهذا الاسم.',
    'in-a-call': () => 'أنت في مكالمة أخرى.',
    'being-called': () => 'هناك من يتصل بك.',
    'connector-off': () => 'طريقة الاتصال هذه متوقفة.',
    'rate-limited': (minutes) =>
      `اتصلت عدة مرات. أعد المحاولة ${plural('ar', minutes, {
        zero: 'بعد قليل',
        one: 'بعد دقيقة',
        two: 'بعد دقيقتين',
        few: `بعد ${decimal(minutes)} دقائق`,
        many: `بعد ${decimal(minutes)} دقيقة`,
        other: `بعد ${decimal(minutes)} دقيقة`,
      })}.`,
    'answered-elsewhere': () => 'تم الرد على جهاز آخر',
    'not-a-party': () => 'هذه المكالمة بين أشخاص آخرين.',
    'unknown-call': () => 'لم تعد هذه المكالمة موجودة.',
    invalid: () => 'لا يؤدي هذا العنوان إلى أي مكالمة.',
    'no-account': () => 'ينقص عنوان لطريقة الاتصال هذه.',
    full: () => 'قرص الخادم ممتلئ.',
    server: () => 'حدث خطأ في الخادم.',
  },
  roomOpens,
  superseded: 'هذه المكالمة مفتوحة في نافذة أخرى.',
  answeredElsewhere: 'تم الرد على جهاز آخر',
  signedOut: 'تم تسجيل خروجك.',
  notPlaced: 'لم يتم الاتصال: الميكروفون والكاميرا محظوران.',
  notPlacedBySystem: 'لم يتم الاتصال: يحظر نظامك الميكروفون والكاميرا.',
  blockedBySystem: 'لا يسمح نظامك لهذا المتصفح باستخدام الميكروفون والكاميرا.',
  unsupported: 'لا يمكن إجراء المكالمات بهذا المتصفح.',
} satisfies typeof english
