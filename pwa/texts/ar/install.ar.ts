import type { install as english } from '../en/install.en.ts'

/** Installing Peal, and new versions of it. */
export const install = {
  button: 'تثبيت Peal',
  refused: 'لم يسأل هذا المتصفح عن تثبيت Peal. قد تجد ذلك في قائمته.',
  newVersion: 'يتوفر إصدار جديد من Peal.',
  reload: 'إعادة التحميل',
  updating: 'جارٍ التحديث…',
  later: 'لاحقًا',
} satisfies typeof english
