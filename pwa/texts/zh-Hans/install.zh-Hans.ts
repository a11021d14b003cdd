import type { install as english } from '../en/install.en.ts'

/** Installing Peal, and new versions of it. */
export const install = {
  button: '安装 Peal',
  refused: '此浏览器没有询问是否安装 Peal。浏览器菜单中可能有此选项。',
  newVersion: 'Peal 有新版本。',
  reload: '重新加载',
  updating: '正在更新…',
  later: '稍后',
} satisfies typeof english
