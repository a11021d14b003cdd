import type { coach as english } from '../en/coach.en.ts'
import { spaced } from './language.zh-Hans.ts'

/** The first steps to ringing that can be relied on, on the contacts page. */
export const coach = {
  title: '确保来电能在这里响铃',
  titleDone: '来电会在这里响铃',
  titlePhone: '接收未接来电通知',
  dismiss: '暂不',
  close: '关闭',
  step: (done) => (done ? '已完成' : '待完成'),
  allow: {
    title: '允许通知',
    text: '这样即使关闭 Peal 标签页，来电也会响铃。浏览器只会询问一次。',
    blocked: '浏览器阻止了通知。',
    how: '如何允许',
    noService: '无法连接推送服务：只有 Peal 标签页打开时，来电才会响铃。',
    why: '原因和解决办法',
  },
  install: {
    title: '安装 Peal',
    text: 'Peal 会有自己的窗口和图标，图标上显示未接来电数。',
  },
  login: {
    title: '登录系统时启动',
    done: '已设置好',
    installed: {
      Chrome: '打开 chrome://apps，右键点击 Peal，选择“登录时启动应用”。',
      Edge: '打开 edge://apps，点击 Peal 旁的三个点，打开“设备登录时自动启动”。',
    },
    browser: {
      windows: (browser) => `让${spaced(browser)}随 Windows 启动：“设置”>“应用”>“启动”。`,
      mac: (browser) => `让${spaced(browser)}随 Mac 启动：“系统设置”>“通用”>“登录项”。`,
      linux: (browser) => `将${spaced(browser)}添加到桌面环境的自动启动程序中。`,
      chromeos: () => 'Chromebook 会自动启动。',
      other: (browser) => `让${spaced(browser)}在你登录系统时启动。`,
    },
    firefoxWindows: '在 Firefox 中：“设置”>“常规”>“当您的计算机启动时，自动打开 Firefox”。',
  },
} satisfies typeof english
