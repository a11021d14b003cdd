import type { call as english } from '../en/call.en.ts'

/** The call window. */
export const call = {
  title: (name) => `${name} · Peal`,
  untitled: 'مكالمة · Peal',
  stage: {
    browserAsks: 'يسألك المتصفح هنا. اضغط على «السماح».',
    calling: (name) => `جارٍ الاتصال: ${name}…`,
    ringing: 'يرنّ…',
    connecting: 'جارٍ التوصيل…',
    connected: 'متصل',
    reconnecting: 'جارٍ إعادة التوصيل…',
    looking: 'البحث عن جهاز يمكنه الرنين',
    calls: (name) => `مكالمة من ${name}.`,
    opening: 'جارٍ فتح المكالمة…',
    offline: 'لا مكالمات دون اتصال بالشبكة.',
    away: 'يتعذّر على Peal الوصول إلى خادمه.',
  },
  controls: {
    mute: 'كتم الميكروفون',
    unmute: 'إلغاء كتم الميكروفون',
    muteWord: 'كتم',
    unmuteWord: 'إلغاء الكتم',
    hangUp: 'إنهاء المكالمة',
    cameraOff: 'إيقاف الكاميرا',
    cameraOn: 'تشغيل الكاميرا',
    cameraOffWord: 'إيقاف الكاميرا',
    cameraOnWord: 'تشغيل الكاميرا',
    more: 'المزيد',
    hear: 'اضغط للاستماع',
    name: 'عناصر التحكم في المكالمة',
  },
  video: {
    own: 'الفيديو الخاص بك',
    other: (name) => `فيديو ${name}`,
  },
  notKept: 'لا يحتفظ هذا المتصفح بأي شيء لـ Peal: ما تختاره هنا يُنسى مع إغلاق هذه النافذة.',
} satisfies typeof english
