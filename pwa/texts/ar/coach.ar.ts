import type { coach as english } from '../en/coach.en.ts'

/** The first steps to ringing that can be relied on, on the contacts page. */
export const coach = {
  title: 'تأكد من أن المكالمات ترنّ هنا',
  titleDone: 'المكالمات ترنّ هنا',
  titlePhone: 'إشعارات المكالمات الفائتة',
  dismiss: 'ليس الآن',
  close: 'إغلاق',
  step: (done) => (done ? 'تم' : 'متبقٍ'),
  allow: {
    title: 'السماح بالإشعارات',
    text: 'عندها ترنّ المكالمات حتى مع إغلاق علامة تبويب Peal. يسألك المتصفح مرة واحدة.',
    blocked: 'يحظرها المتصفح.',
    how: 'كيفية السماح بها',
    noService: 'يتعذّر الوصول إلى أي خدمة إشعارات: ترنّ المكالمات ما دامت علامة تبويب Peal مفتوحة.',
    why: 'السبب وما يمكن فعله',
  },
  install: {
    title: 'تثبيت Peal',
    text: 'يحصل على نافذة وأيقونة خاصتين به، تعدّ مكالماتك الفائتة.',
  },
  login: {
    title: 'التشغيل عند تسجيل الدخول',
    done: 'فعلت ذلك',
    installed: {
      Chrome:
        'افتح chrome://apps، وانقر بزر الفأرة الأيمن على Peal، واختر تشغيل التطبيق عند تسجيل الدخول.',
      Edge: 'افتح edge://apps، واضغط على النقاط بجانب Peal، وفعّل التشغيل التلقائي عند تسجيل الدخول إلى الجهاز.',
    },
    browser: {
      windows: (browser) => `اسمح بتشغيل ${browser} مع Windows: الإعدادات، التطبيقات، بدء التشغيل.`,
      mac: (browser) =>
        `اسمح بتشغيل ${browser} مع جهاز Mac: إعدادات النظام، عام، عناصر تسجيل الدخول.`,
      linux: (browser) => `أضف ${browser} إلى البرامج التي يشغّلها سطح المكتب عند تسجيل الدخول.`,
      chromeos: () => 'تفعل أجهزة Chromebook ذلك تلقائيًا.',
      other: (browser) => `اسمح بتشغيل ${browser} عند تسجيل الدخول.`,
    },
    firefoxWindows: 'في Firefox: الإعدادات، عام، «فتح Firefox تلقائيًا عند بدء تشغيل الكمبيوتر».',
  },
} satisfies typeof english
