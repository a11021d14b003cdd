import type { notifications as english } from '../en/notifications.en.ts'
import { decimal } from '../formats.ts'
import { plural } from '../plural.ts'

/** What the service worker shows by the system's notifications. */
export const notifications = {
  app: 'Peal',
  ring: (caller) => `مكالمة من ${caller}`,
  ringText: 'مكالمة واردة',
  called: (caller) => `اتصال من ${caller}`,
  calledText: (time) => `${time}. اضغط لمعرفة هل لا يزال يرنّ.`,
  answer: 'رد',
  decline: 'رفض',
  answering: 'جارٍ الرد…',
  lead: (caller) => `اضغط للتحدث مع ${caller}`,
  leadText: 'لم تُفتح نافذة المكالمة تلقائيًا.',
  callBack: 'معاودة الاتصال',
  missed: (caller, count) =>
    plural('ar', count, {
      zero: `مكالمة فائتة من ${caller}`,
      one: `مكالمة فائتة من ${caller}`,
      two: `مكالمتان فائتتان من ${caller}`,
      few: `${decimal(count)} مكالمات فائتة من ${caller}`,
      many: `${decimal(count)} مكالمة فائتة من ${caller}`,
      other: `${decimal(count)} مكالمة فائتة من ${caller}`,
    }),
  missedText: (time, count) => (count === 1 ? time : `الأخيرة: ${time}`),
  over: {
    answered: 'تم الرد على جهاز آخر',
    declined: 'رُفضت المكالمة',
    over: 'انتهت المكالمة',
  },
  test: 'رنين تجريبي',
  testText: 'هكذا يرنّ Peal هنا.',
  proved: 'يمكن للمكالمات أن ترنّ هنا',
  provedText: 'وصلت الرسالة الأولى.',
  neutralText: 'افتح Peal لمعرفة الجديد.',
} satisfies typeof english
