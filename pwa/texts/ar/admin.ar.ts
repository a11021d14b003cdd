import type { AdminAct } from '../../../protocol/admin-acts.ts'
import type { SettingName } from '../../../protocol/installation-settings.ts'
import type { admin as english } from '../en/admin.en.ts'
import { decimal } from '../formats.ts'
import { plural } from '../plural.ts'

const SETTINGS: Record<SettingName, string> = {
  ringSeconds: 'مدة الرنين',
  pairCalls: 'حد المكالمات لشخص واحد',
  callerCalls: 'حد المكالمات من شخص واحد',
  stunUrls: 'خوادم STUN',
  turnUrls: 'خوادم TURN',
  turnSecret: 'سر TURN',
}

const settingsIn = (names: string): string =>
  names
    .split(' ')
    .map((name) => SETTINGS[name as SettingName])
    .join('، ')

/** What was done, behind who did it and a colon: so no verb has to agree with anybody. */
const ACTS: Record<AdminAct, (target: string) => string> = {
  'member-added': (handle) => `إضافة ${handle}`,
  'member-removed': (handle) => `إزالة ${handle}`,
  'member-restored': (handle) => `استعادة ${handle}`,
  'handle-changed': (handle) => `تصحيح اسم المستخدم ${handle}`,
  'admin-made': (handle) => `منح الإدارة لـ ${handle}`,
  'admin-unmade': (handle) => `سحب الإدارة من ${handle}`,
  'link-made': (handle) => `إنشاء رابط دخول لـ ${handle}`,
  'link-revoked': (handle) => `إلغاء رابط دخول لـ ${handle}`,
  'link-used': () => 'تسجيل الدخول برابط',
  'password-set': () => 'تعيين كلمة مرور جديدة',
  'password-removed': () => 'إزالة كلمة المرور',
  'invitation-made': () => 'إنشاء دعوة',
  'invitation-revoked': () => 'إلغاء دعوة',
  'settings-changed': (names) => `تغيير: ${settingsIn(names)}`,
  'connector-on': (title) => `تفعيل ${title}`,
  'connector-off': (title) => `إيقاف ${title}`,
  'connector-changed': (title) => `تغيير ${title}`,
  'connector-added': (title) => `إضافة طريقة الاتصال ${title}`,
  'connector-removed': (title) => `إزالة طريقة الاتصال ${title}`,
  'connectors-ordered': () => 'تغيير ترتيب طرق الاتصال',
  'push-key-made': () => 'إنشاء مفتاح جديد للإشعارات',
  'backup-restored': () => 'استعادة نسخة احتياطية',
}

const SERVICES: Readonly<Record<string, string>> = {
  google: 'Google',
  mozilla: 'Mozilla',
  apple: 'Apple',
  windows: 'Windows',
  other: 'أخرى',
}

/** The Admin page. */
export const admin = {
  title: 'الإدارة',
  sections: 'الإدارة',
  onlyAdmins: {
    title: 'هذه الصفحة للمسؤولين فقط',
    text: 'يمكن لمسؤول في Peal هذا منحك الإدارة.',
    home: 'إلى جهات الاتصال',
  },
  people: {
    title: 'الأشخاص',
    text: 'كل أعضاء Peal هذا.',
    loadFailed: 'تعذّر تحميل الأعضاء',
    none: 'لم يُعثر على أحد.',
    more: 'عرض المزيد',
    admin: 'مسؤول',
    you: 'أنت',
    devices: (count) =>
      plural('ar', count, {
        zero: 'لا أجهزة',
        one: 'جهاز واحد',
        two: 'جهازان',
        few: `${decimal(count)} أجهزة`,
        many: `${decimal(count)} جهازًا`,
        other: `${decimal(count)} جهاز`,
      }),
    seen: (when) => `آخر ظهور: ${when}`,
    never: 'لا تسجيل دخول حتى الآن',
    link: 'رابط دخول',
    linkFor: (name) => `رابط دخول لـ ${name}`,
    makeAdmin: 'منح الإدارة',
    makeAdminOf: (name) => `منح الإدارة: ${name}`,
    unmakeAdmin: 'سحب الإدارة',
    unmakeAdminOf: (name) => `سحب الإدارة: ${name}`,
    madeAdmin: (name) => `مُنحت الإدارة لـ ${name}.`,
    unmadeAdmin: (name) => `سُحبت الإدارة من ${name}.`,
    remove: 'إزالة',
    removeOf: (name) => `إزالة ${name}`,
    removed: (name) => `تمت إزالة ${name}.`,
    handle: 'اسم المستخدم',
    handleOf: (name) => `تصحيح اسم المستخدم لـ ${name}`,
    handleChanged: (name, handle) => `اسم المستخدم لـ ${name} الآن ${handle}.`,
  },
  removed: {
    title: 'أُزيلوا حديثًا',
    text: 'يمكن استعادة من أُزيل خلال آخر 30 يومًا بكل شيء: الصورة وكلمة المرور والسجل والمفضلة.',
    since: (when) => `الإزالة: ${when}`,
    restore: 'استعادة',
    restoreOf: (name) => `استعادة ${name}`,
    restored: (name) => `عاد ${name} إلى الأعضاء.`,
    handle: 'صار اسم المستخدم السابق لشخص آخر، فيلزم اسم جديد.',
  },
  handle: {
    title: (name) => `تصحيح اسم المستخدم لـ ${name}`,
    text: 'تؤدي الروابط التي فيها الاسم السابق إلى هذا الشخص مدة 90 يومًا.',
    label: 'اسم المستخدم',
    act: 'حفظ',
  },
  add: {
    open: 'إضافة عضو',
    title: 'إضافة عضو',
    text: 'تحصل على رابط يسجّل دخول هذا الشخص مرة واحدة.',
    name: 'الاسم المعروض',
    handle: 'اسم المستخدم',
    handleHint: 'للروابط وتسجيل الدخول، مثل ada.lovelace.',
    act: 'إضافة',
    reuse:
      'كان اسم المستخدم هذا لشخص أُزيل. ستؤدي الروابط إلى ذلك الشخص إلى الشخص الجديد. يمكنك أيضًا استعادته: أغلق هذه النافذة وانظر «أُزيلوا حديثًا».',
    reuseAct: 'إعطاء اسم المستخدم مجددًا',
  },
  link: {
    title: (name) => `رابط دخول لـ ${name}`,
    text: 'أرسله إلى هذا الشخص وحده: من يفتحه يسجّل الدخول باسمه. يعمل مرة واحدة خلال 15 دقيقة، ولا يُعرض مجددًا.',
  },
  removal: {
    title: (name) => `هل تريد إزالة ${name}؟`,
    text: (handle) =>
      `يُسجّل الخروج من كل الأجهزة وتنتهي المكالمات. يمكن الاستعادة بكل شيء خلال 30 يومًا، وبعدها تُحذف البيانات. اسم المستخدم: ${handle}.`,
    act: (name) => `إزالة ${name}`,
  },
  invitations: {
    title: 'الدعوات وروابط الدخول',
    text: 'بالدعوة ينضم شخص باسم يختاره، وبرابط الدخول يسجّل عضو دخوله. يعمل كل منها مرة واحدة.',
    make: 'دعوة شخص',
    none: 'لا دعوات مفتوحة.',
    loadFailed: 'تعذّر تحميل الدعوات',
    invitation: 'دعوة',
    signsIn: (name) => `رابط دخول لـ ${name}`,
    by: (name, until) => `من ${name}، صالح حتى: ${until}`,
    byNobody: (until) => `من سطر الأوامر، صالح حتى: ${until}`,
    revoke: 'إلغاء',
    revokeOf: (what, by) => `إلغاء: ${what}. ${by}`,
    revoked: 'أُلغي الرابط.',
  },
  installation: {
    title: 'الرنين والاتصال',
    text: 'تسري التغييرات من المكالمة التالية دون إعادة تشغيل.',
    loadFailed: 'تعذّر تحميل الإعدادات',
    ringSeconds: 'ثواني رنين المكالمة',
    ringHint: 'من 5 إلى 300',
    pairCalls: 'المكالمات لشخص واحد',
    pairHint: 'غير المُجاب عنها في عشر دقائق',
    callerCalls: 'المكالمات من شخص واحد',
    callerHint: 'غير المُجاب عنها في ساعة',
    stunUrls: 'خوادم STUN، واحد في كل سطر',
    ownStun: (url) => `إن لم تذكر أيًا منها، يُستخدم خادم هذا الجهاز: ${url}`,
    noStun: 'من دونه، تعمل المكالمات داخل شبكة واحدة فقط.',
    turnUrls: 'خوادم TURN، واحد في كل سطر',
    turnHint: 'ترحّل المكالمات التي لا تجد طريقًا مباشرًا.',
    turnSecret: 'سر TURN',
    secretSet: 'يوجد سر معيّن. لا يُعرض على أحد؛ وما تكتبه هنا يحل محله.',
    secretNone: 'قيمة static-auth-secret في الخادم.',
    secretForgotten: 'من دون خوادم TURN يُنسى السر أيضًا.',
    setBy: (variable) => `معيّن بواسطة ${variable}`,
    check: 'الفحص الآن',
    checking: 'جارٍ سؤال الخوادم…',
    saved: 'حُفظت الإعدادات.',
    wrong: {
      ringSeconds: 'عدد صحيح من 5 إلى 300',
      pairCalls: 'عدد صحيح من 1 إلى 1000',
      callerCalls: 'عدد صحيح من 1 إلى 1000',
      stunUrls: 'عناوين مثل stun:stun.example.org:3478، 20 على الأكثر',
      turnUrls: 'عناوين مثل turn:turn.example.org:3478?transport=udp أو بادئة turns:، 20 على الأكثر',
      turnSecret: '16 حرفًا على الأقل، كما هو في خوادم TURN',
    },
    wrongUrl: (url, right) => `${right}؛ «${url}» ليس كذلك`,
    noTurn: 'يحتاج السر إلى خادم TURN واحد على الأقل',
    noSecret: 'تحتاج خوادم TURN إلى سر من 16 حرفًا على الأقل',
  },
  health: {
    title: 'الحالة',
    text: 'هل هذا الخادم وقاعدة بياناته واتصالاته بخير.',
    run: 'تشغيل كل الفحوص',
    notYet: 'لم يُفحص شيء منذ فتح هذه الصفحة.',
    running: 'الفحوص جارية. تستغرق بضع ثوانٍ…',
    services: 'خدمات الإشعارات منذ آخر تشغيل',
    noPush: 'لم يُرسل أي إشعار منذ آخر تشغيل.',
    failing: 'ترفض هذا الخادم',
    working: 'تقبل الإشعارات',
    service: (name) => SERVICES[name] ?? name,
    status: { ok: 'سليم', warning: 'تحذير', failed: 'فشل' },
    check: {
      origin: 'العنوان',
      certificate: 'الشهادة',
      database: 'قاعدة البيانات',
      stun: 'STUN',
      turn: 'TURN',
      push: 'الإشعارات',
    },
  },
  acts: {
    title: 'ما تم فعله',
    text: 'آخر مئة من أعمال الإدارة وعمليات الدخول بالروابط وكلمات المرور الجديدة، الأحدث أولًا. تُحفظ سنة.',
    none: 'لا شيء بعد.',
    loadFailed: 'تعذّر تحميل القائمة',
    commandLine: 'سطر الأوامر',
    said: (by, act, target) => `${by}: ${ACTS[act](target)}`,
  },
} satisfies typeof english
