import type { Reason } from '../../../protocol/reasons.ts'
import type { calls as english } from '../en/calls.en.ts'
import { decimal } from '../formats.ts'
import { plural } from '../plural.ts'

const PLACED: Record<Reason, string> = {
  completed: 'مكالمة صادرة',
  declined: 'مرفوضة',
  cancelled: 'أنهيتها أنت',
  timeout: 'لا رد',
  busy: 'في مكالمة أخرى',
  unreachable: 'تعذّر الوصول',
  'do-not-disturb': 'عدم الإزعاج',
  failed: 'انقطع الاتصال',
  interrupted: 'تعذّرت المتابعة',
  'handed-over': 'مكالمة صادرة',
}

const TAKEN: Record<Reason, string> = {
  completed: 'مكالمة واردة',
  declined: 'رفضتها أنت',
  cancelled: 'أُنهيت قبل الرد',
  timeout: 'لا رد',
  busy: 'كنت في مكالمة أخرى',
  unreachable: 'تعذّر الوصول إليك',
  'do-not-disturb': 'كان عدم الإزعاج مفعّلًا',
  failed: 'انقطع الاتصال',
  interrupted: 'تعذّرت المتابعة',
  'handed-over': 'مكالمة واردة',
}

/** Calls, wherever they are listed. */
export const calls = {
  title: 'المكالمات',
  missed: 'الفائتة',
  recent: 'الأخيرة',
  allCalls: 'كل المكالمات',
  markSeen: 'تعليم الكل كمقروء',
  noneText: 'تظهر هنا المكالمات التي تجريها وتتلقاها.',
  loadFailed: 'تعذّر تحميل المكالمات',
  howOften: (count) =>
    plural('ar', count, {
      zero: `${decimal(count)} مرة`,
      one: 'مرة واحدة',
      two: 'مرتان',
      few: `${decimal(count)} مرات`,
      many: `${decimal(count)} مرة`,
      other: `${decimal(count)} مرة`,
    }),
  lastAt: (time) => `الأخيرة: ${time}`,
  missedLine: (count) =>
    plural('ar', count, {
      zero: 'لا مكالمات فائتة',
      one: 'مكالمة فائتة واحدة',
      two: 'مكالمتان فائتتان',
      few: `${decimal(count)} مكالمات فائتة`,
      many: `${decimal(count)} مكالمة فائتة`,
      other: `${decimal(count)} مكالمة فائتة`,
    }),
  missedFrom: ([first = '', ...others], time) => {
    const more =
      others.length > 1
        ? plural('ar', others.length, {
            zero: '',
            one: 'شخص آخر',
            two: 'شخصين آخرين',
            few: `${decimal(others.length)} آخرين`,
            many: `${decimal(others.length)} آخرين`,
            other: `${decimal(others.length)} آخرين`,
          })
        : others[0]
    return `من ${more === undefined ? first : `${first} و${others.length > 1 ? '' : ' '}${more}`}، الأخيرة: ${time}`
  },
  outcome: ({ role, reason, missed }) => {
    if (role === 'caller') return PLACED[reason]
    return missed ? `فائتة، ${TAKEN[reason]}` : TAKEN[reason]
  },
  missedReason: (reason) => TAKEN[reason],
} satisfies typeof english
