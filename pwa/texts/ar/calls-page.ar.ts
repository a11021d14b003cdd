import type { callsPage as english } from '../en/calls-page.en.ts'

/** Texts of the calls page that the list beside the contacts does not use. */
export const callsPage = {
  missedTitle: 'المكالمات الفائتة',
  filter: 'عرض',
  all: 'الكل',
  fresh: 'جديدة',
  seen: 'مقروءة',
  none: 'لا مكالمات بعد',
  noneMissed: 'لم يفتك شيء',
  noneMissedText: 'سترى هنا من تعذّر عليه الوصول إليك.',
  more: 'عرض المكالمات السابقة',
  phoneNote: 'تُجرى المكالمات ويُرد عليها على جهاز كمبيوتر. يخبرك هذا الهاتف بما فاتك.',
} satisfies typeof english
