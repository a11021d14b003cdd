import type { contacts as english } from '../en/contacts.en.ts'
import { decimal } from '../formats.ts'
import { plural } from '../plural.ts'

/** Contacts, and the Call button. */
export const contacts = {
  title: 'جهات الاتصال',
  search: 'بحث',
  searchAmong: (people) =>
    plural('ar', people, {
      zero: 'بحث',
      one: 'البحث في شخص واحد',
      two: 'البحث في شخصين',
      few: `البحث في ${decimal(people)} أشخاص`,
      many: `البحث في ${decimal(people)} شخصًا`,
      other: `البحث في ${decimal(people)} شخص`,
    }),
  clearSearch: 'مسح البحث',
  favourites: 'المفضلة',
  recent: 'الأخيرة',
  everyone: 'الجميع',
  found: (count) =>
    plural('ar', count, {
      zero: 'لم يُعثر على أحد',
      one: 'عُثر على شخص واحد',
      two: 'عُثر على شخصين',
      few: `عُثر على ${decimal(count)} أشخاص`,
      many: `عُثر على ${decimal(count)} شخصًا`,
      other: `عُثر على ${decimal(count)} شخص`,
    }),
  nobodyCalled: (query) => `لا أحد باسم «${query}»`,
  nobodyCalledText: 'يبحث في بدايات الأسماء وأسماء المستخدمين.',
  nobodyYet: 'لا أحد للاتصال به بعد',
  nobodyYetText: 'ادعُ من تريد الاتصال بهم. يحصل كل منهم على رابط يعمل مرة واحدة.',
  nobodyYetForMembers: 'عندما ينضم آخرون، يظهرون هنا.',
  loadFailed: 'تعذّر تحميل جهات الاتصال',
  more: 'عرض المزيد',
  addFavourite: (name) => `إضافة ${name} إلى المفضلة`,
  removeFavourite: (name) => `إزالة ${name} من المفضلة`,
  awayHint: 'بعيد، ستظهر لديه مكالمة فائتة',
  callButton: {
    call: 'اتصال',
    callBack: 'معاودة الاتصال',
    name: (name) => `اتصال مع ${name}`,
    backName: (name) => `معاودة الاتصال مع ${name}`,
    self: 'هذا أنت.',
    mobile: 'للاتصال، افتح Peal على جهاز كمبيوتر.',
    mobileText: 'تُجرى المكالمات الثنائية هناك.',
    offline: 'لا مكالمات دون اتصال بالشبكة.',
    unsupported: 'لا يمكن إجراء المكالمات بهذا المتصفح.',
    off: 'المكالمات متوقفة.',
    noAccount: (name, label) => `لم يُضف شيء في «${label}» لدى ${name}.`,
    noWay: 'لا توجد طريقة للاتصال بهذا الشخص بعد.',
  },
  invite: { button: 'دعوة شخص' },
} satisfies typeof english
