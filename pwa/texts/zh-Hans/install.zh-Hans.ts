import type { install as english } from '../en/install.en.ts'

/** Installing Peal, and new versions of it. */
export const install = {
  button: '安装 Peal',
  refused: '浏览器没有询问是否安装 Peal。可以在浏览器菜单中找找安装选项。',
  newVersion: 'Peal 有新版本。',
  reload: '重新加载',
  updating: '正在更新…',
  later: '稍后',
} satisfies typeof english
