import type { asides as english } from '../en/asides.en.ts'

/** Unknown pages, browsers that cannot call, sign-in links made for you, and invitations. */
export const asides = {
  notFound: {
    title: 'لا يوجد شيء هنا',
    text: 'ربما كُتب العنوان خطأ، أو لم يعد ما يؤدي إليه موجودًا.',
    go: 'إلى جهات الاتصال',
  },
  unsupported: {
    title: 'لا يمكن إجراء المكالمات بهذا المتصفح',
    lacks: (what) => `ينقصه: ${what.join('، ')}.`,
    text: 'يتصل Peal باستخدام Chromium أو Chrome أو Edge بالإصدار 125 وما بعده، وFirefox بالإصدار 128 وما بعده، وSafari بالإصدار 18 وما بعده، عبر https أو على هذا الكمبيوتر نفسه.',
    features: {
      'secure-context': 'عنوان آمن (https، أو هذا الكمبيوتر نفسه)',
      webrtc: 'WebRTC',
      media: 'الوصول إلى الميكروفون والكاميرا',
      websocket: 'WebSocket',
      locks: 'Web Locks',
    },
  },
  linkMade: {
    title: 'أُنشئ رابط دخول لك',
    text: (by, when) =>
      `أنشأه: ${by ?? 'سطر الأوامر'}، ${when}. من يفتحه يسجّل الدخول باسمك. إن لم تتوقعه، فألغه في صفحة الإدارة وراجع أجهزتك.`,
    open: 'إلى صفحة الإدارة',
    dismiss: 'أعلم بذلك',
  },
  invite: {
    title: 'دعوة شخص',
    text: 'أرسل هذا الرابط إلى شخص واحد. يعمل مرة واحدة خلال سبعة أيام.',
    making: 'جارٍ إنشاء رابط…',
    link: 'الرابط',
    copy: 'نسخ الرابط',
    copied: 'نُسخ الرابط.',
    notCopied: 'لم يسمح المتصفح لـ Peal بالنسخ. حدّد الرابط وانسخه بنفسك.',
    another: 'إنشاء رابط آخر',
  },
} satisfies typeof english
