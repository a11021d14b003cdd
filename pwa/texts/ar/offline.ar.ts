import type { offline as english } from '../en/offline.en.ts'
import { decimal } from '../formats.ts'
import { plural } from '../plural.ts'

/** The offline bar. */
export const offline = {
  noNetwork: 'غير متصل بالشبكة.',
  noServer: 'يتعذّر على Peal الوصول إلى خادمه.',
  noSockets: 'لا يمرّر وكيل هذا الخادم اتصالات WebSocket.',
  noSocketsText: 'لا يمكن أن ترنّ أي مكالمة حتى يُصلح المسؤول عن الخادم ذلك.',
  knew: (time) => `هذا ما كان Peal يعرفه عند ${time}.`,
  marks: 'يُرسل ما تعلّمه عند عودة الشبكة.',
  waiting: (count) =>
    plural('ar', count, {
      zero: 'لا علامات بانتظار الإرسال.',
      one: 'تُرسل علامة واحدة عند عودة الشبكة.',
      two: 'تُرسل علامتان عند عودة الشبكة.',
      few: `تُرسل ${decimal(count)} علامات عند عودة الشبكة.`,
      many: `تُرسل ${decimal(count)} علامة عند عودة الشبكة.`,
      other: `تُرسل ${decimal(count)} علامة عند عودة الشبكة.`,
    }),
  tryNow: 'المحاولة الآن',
  trying: 'جارٍ المحاولة…',
} satisfies typeof english
