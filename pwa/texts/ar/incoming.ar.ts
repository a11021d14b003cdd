import type { incoming as english } from '../en/incoming.en.ts'

/** The incoming-call dialog and screen. */
export const incoming = {
  name: (caller) => `مكالمة واردة من ${caller}`,
  video: 'مكالمة فيديو واردة',
  answer: 'رد',
  soundOnly: 'رد بالصوت فقط',
  decline: 'رفض',
  missed: (caller) => `مكالمة فائتة من ${caller}`,
  answeredElsewhere: 'تم الرد على جهاز آخر',
  hear: 'اضغط لسماع الرنين',
  notification: (caller) => `مكالمة من ${caller}`,
  notificationText: 'اضغط للرد في Peal.',
} satisfies typeof english
