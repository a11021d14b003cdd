import type { profile as english } from '../en/profile.en.ts'

/** A person's page, and blocking. */
export const profile = {
  block: 'حظر',
  unblock: 'إلغاء الحظر',
  blockName: (name) => `حظر ${name}`,
  unblockName: (name) => `إلغاء حظر ${name}`,
  blocked: (name) => `تم حظر ${name}. لن تصلك مكالماته بعد الآن.`,
  unblocked: (name) => `أُلغي حظر ${name}، ويمكن أن تصلك مكالماته مجددًا.`,
  blockedText: (name) =>
    `حظرتَ ${name}: لا ترنّ مكالماته ولا تظهر فائتة. تبدو له بعيدًا، ولا يُذكر له السبب.`,
  loadFailed: 'تعذّر تحميل هذه الصفحة',
  callsWith: (name) => `المكالمات مع ${name}`,
  missedFrom: (name) => `فائتة من ${name}`,
  noCallsWith: (name) => `لا مكالمات بينك وبين ${name} حتى الآن.`,
} satisfies typeof english
