import type { accounts as english } from '../en/accounts.en.ts'

/** IM accounts, one's own and those of others, and calls by other programs. */
export const accounts = {
  title: '其他联系方式',
  text: '除 Peal 外，别人还可以这样呼叫你。这里的所有成员都能在你的个人页面上看到。',
  none: '这里只启用了 Peal 自己的呼叫方式。',
  add: '添加联系方式',
  onlyEnabled: '仅限管理员已启用的类型',
  named: (label) => label.charAt(0).toUpperCase() + label.slice(1),
  such: (example) => `例如 ${example}`,
  wrong: (label, example) => `不符合“${label}”的格式，例如应为 ${example}。`,
  save: '保存',
  saveNamed: (label) => `保存“${label}”`,
  saved: (title) => `已保存 ${title}`,
  cancel: '取消',
  remove: (label, value) => `移除“${label}” ${value}`,
  removed: (value) => `已移除 ${value}`,
  loadFailed: '无法加载联系方式',
  tooMany: '联系方式的数量已达上限。',
  opened: (title) => `正在打开 ${title}。`,
  ways: (name) => `联系 ${name} 的方式`,
  callBy: (name, by) => `通过 ${by} 呼叫 ${name}`,
  theirs: (title, value) => `${title}，${value}`,
  choose: (name) => `选择呼叫 ${name} 的方式`,
  lastUsed: '上次使用。',
  wasLast: '上次使用',
  noneGiven: (label) => `未填写“${label}”`,
} satisfies typeof english
