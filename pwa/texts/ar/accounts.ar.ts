import type { accounts as english } from '../en/accounts.en.ts'

/** IM accounts, one's own and those of others, and calls by other programs. */
export const accounts = {
  title: 'عناوين أخرى',
  text: 'أين يمكن الاتصال بك أيضًا. يراها الجميع هنا في ملفك الشخصي.',
  none: 'لا توجد هنا طرق اتصال مفعّلة غير Peal نفسه.',
  add: 'إضافة عنوان',
  onlyEnabled: 'الأنواع التي فعّلها المسؤول فقط',
  named: (label) => label.charAt(0).toUpperCase() + label.slice(1),
  such: (example) => `مثل ${example}`,
  wrong: (label, example) => `هذا لا يبدو «${label}». مثال: ${example}.`,
  save: 'حفظ',
  saveNamed: (label) => `حفظ «${label}»`,
  saved: (title) => `تم الحفظ: ${title}`,
  cancel: 'إلغاء',
  remove: (label, value) => `إزالة ${value} (${label})`,
  removed: (value) => `تمت الإزالة: ${value}`,
  loadFailed: 'تعذّر تحميل العناوين',
  tooMany: 'هذا أقصى ما يمكن لشخص واحد.',
  opened: (title) => `جارٍ الفتح: ${title}.`,
  ways: (name) => `طرق الوصول إلى ${name}`,
  callBy: (name, by) => `الاتصال مع ${name} عبر ${by}`,
  theirs: (title, value) => `${title}، ${value}`,
  choose: (name) => `اختيار طريقة الاتصال مع ${name}`,
  lastUsed: 'آخر ما استُخدم.',
  wasLast: 'آخر ما استُخدم',
  noneGiven: (label) => `لا شيء في «${label}»`,
} satisfies typeof english
