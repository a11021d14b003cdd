import type { coach as english } from '../en/coach.en.ts'

/** The first steps to ringing that can be relied on, on the contacts page. */
export const coach = {
  title: '确保来电在此响铃',
  titleDone: '来电会在此响铃',
  titlePhone: '接收未接来电通知',
  dismiss: '以后再说',
  close: '关闭',
  step: (done) => (done ? '已完成' : '待完成'),
  allow: {
    title: '允许通知',
    text: '这样，即使关闭 Peal 的标签页，来电也会响铃。浏览器只会询问一次。',
    blocked: '您的浏览器阻止了通知。',
    how: '如何允许',
    noService: '无法连接任何推送服务：只有打开 Peal 的标签页时，来电才会响铃。',
    why: '原因和解决办法',
  },
  install: {
    title: '安装 Peal',
    text: '它会有自己的窗口和图标，图标上显示未接来电数。',
  },
  login: {
    title: '登录系统时启动',
    done: '我已完成',
    installed: {
      Chrome: '打开 chrome://apps，右键点击 Peal，选择在登录时启动该应用。',
      Edge: '打开 edge://apps，点击 Peal 旁的三个点，开启登录设备时自动启动。',
    },
    browser: {
      windows: (browser) => `让${browser}随 Windows 启动：设置，应用，启动。`,
      mac: (browser) => `让${browser}随 Mac 启动：系统设置，通用，登录项。`,
      linux: (browser) => `将${browser}加入桌面登录时启动的程序。`,
      chromeos: () => 'Chromebook 会自动完成。',
      other: (browser) => `让${browser}在您登录系统时启动。`,
    },
    firefoxWindows: '在 Firefox 中：设置，常规，“开机时自动打开 Firefox”。',
  },
} satisfies typeof english
