import type { pushTexts as english } from './en.ts'

const forms = new Intl.PluralRules('ar')

/** Missed calls with their number. */
function missedCalls(count: number): string {
  switch (forms.select(count)) {
    case 'two':
      return 'مكالمتان فائتتان'
    case 'few':
      return `${count} مكالمات فائتة`
    default:
      return count > 1 ? `${count} مكالمة فائتة` : 'مكالمة فائتة'
  }
}

/** The texts of a push in Arabic. */
export const pushTexts = {
  ring: {
    title: (caller) => `مكالمة من ${caller}`,
    body: 'افتح للرد، أو لمعرفة أن المكالمة فاتت.',
  },
  over: {
    title: (caller) => `اتصال من ${caller}`,
    body: 'انتهت المكالمة.',
  },
  missed: {
    title: (caller, count) => `${missedCalls(count)} من ${caller}`,
    body: 'افتح لمعرفة الوقت.',
  },
  test: { title: 'رنين تجريبي', body: 'هكذا تظهر المكالمة هنا.' },
  echo: { title: 'Peal جاهز هنا', body: 'ستصلك إشعارات المكالمات.' },
} satisfies typeof english
