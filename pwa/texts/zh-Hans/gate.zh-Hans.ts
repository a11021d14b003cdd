import type { gate as english } from '../en/gate.en.ts'

/** Signing in, joining, first run. */
export const gate = {
  signIn: {
    title: '登录',
    to: '登录到',
    as: (name) => `以 ${name} 的身份登录`,
    linkHint: '此链接只能在此浏览器中使用一次。',
    linkMobile: '此设备会通知您未接来电。呼叫请使用电脑。',
    button: '登录',
    looking: '正在检查您的链接…',
    otherWay: '改用密码登录',
    wrong: '用户名与密码不匹配。',
    member: '此处已有人登录；您登录后，对方将退出。',
  },
  fields: {
    handle: '用户名',
    handleHint: '小写字母、数字、点和连字符；别人通过它找到您。',
    name: '显示名称',
    password: '密码',
    passwordOptional: '可不填：没有密码时，通过管理员提供的链接登录。',
    passwordOfAdmin: '可不填：没有密码时，通过命令行提供的链接登录。',
    showPassword: '显示密码',
    hidePassword: '隐藏密码',
  },
  wrongField: {
    handle: '2 到 32 个小写字母、数字、点、连字符或下划线。',
    name: '1 到 80 个字符。',
    password: '至少 10 个字符。',
  },
  join: {
    title: '加入',
    to: '加入',
    setupTitle: '创建首位管理员',
    setupText: '您将成为此 Peal 的首位成员和管理员。',
    button: '加入',
    setupButton: '创建',
  },
  linkUsed: {
    title: '此链接已使用过',
    text: '链接只能使用一次，且有有效期。请向发送者索取新链接。',
    go: '前往登录',
  },
  hero: {
    title: '会响铃的通话。',
    text: (host) => `${host} 成员之间的一对一视频。声音和画面直接在双方之间传输。`,
    welcome: (name) => `欢迎，${name}。`,
    welcomeBack: '欢迎。',
  },
} satisfies typeof english
