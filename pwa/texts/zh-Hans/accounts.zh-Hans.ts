import type { accounts as english } from '../en/accounts.en.ts'

/** IM accounts, one's own and those of others, and calls by other programs. */
export const accounts = {
  title: '其他账号',
  text: '别人还可以在哪里呼叫您。这里的每个人都能在您的资料中看到。',
  none: '这里除 Peal 外没有开启其他通话方式。',
  add: '添加账号',
  onlyEnabled: '仅限管理员已开启的类型',
  named: (label) => label.charAt(0).toUpperCase() + label.slice(1),
  such: (example) => `例如 ${example}`,
  wrong: (label, example) => `这不像“${label}”。例如：${example}。`,
  save: '保存',
  saveNamed: (label) => `保存“${label}”`,
  saved: (title) => `已保存 ${title}`,
  cancel: '取消',
  remove: (label, value) => `移除 ${value}（${label}）`,
  removed: (value) => `已移除 ${value}`,
  loadFailed: '无法加载其他账号',
  tooMany: '每个人的账号数量已达上限。',
  opened: (title) => `正在打开 ${title}。`,
  ways: (name) => `联系 ${name} 的方式`,
  callBy: (name, by) => `通过 ${by} 呼叫 ${name}`,
  theirs: (title, value) => `${title}，${value}`,
  choose: (name) => `选择如何呼叫 ${name}`,
  lastUsed: '上次使用。',
  wasLast: '上次使用',
  noneGiven: (label) => `未填写“${label}”`,
} satisfies typeof english
