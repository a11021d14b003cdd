import type { shell as english } from '../en/shell.en.ts'

/** What a document says before its program runs, and what the system shows of the installed app. */
export const shell = {
  description: 'مكالمات فيديو بين شخصين، ترنّ.',
  tooOld:
    'هذا المتصفح قديم جدًا على Peal. يرجى تحديثه، أو فتح Peal باستخدام Chromium أو Chrome أو Edge بالإصدار 125 أو أحدث، أو Firefox بالإصدار 128 أو أحدث، أو Safari بالإصدار 18 أو أحدث.',
  noScript: 'يحتاج Peal إلى JavaScript.',
  installed: {
    description: 'مكالمات فيديو ترنّ.',
    callSomeone: 'الاتصال بشخص',
    calls: 'المكالمات',
    settings: 'الإعدادات',
    contactsPicture: 'جهات الاتصال',
    missedPicture: 'المكالمات الفائتة على هاتف',
  },
} satisfies typeof english
