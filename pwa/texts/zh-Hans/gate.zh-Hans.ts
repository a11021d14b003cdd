import type { gate as english } from '../en/gate.en.ts'

/** Signing in, joining, first run. */
export const gate = {
  signIn: {
    title: '登录',
    to: '登录',
    as: (name) => `以 ${name} 的身份登录`,
    linkHint: '此链接只能在这个浏览器中使用一次。',
    linkMobile: '此设备会通知你未接来电。通话在电脑上进行。',
    button: '登录',
    looking: '正在检查链接…',
    otherWay: '改用密码登录',
    wrong: '用户名或密码不正确。',
    member: '此浏览器中已有账号登录，继续将退出该账号。',
  },
  fields: {
    handle: '用户名',
    handleHint: '小写字母、数字、点和连字符；别人可以用它找到你。',
    name: '显示名称',
    password: '密码',
    passwordOptional: '可不填：没有密码时，用管理员提供的链接登录。',
    passwordOfAdmin: '可不填：没有密码时，用命令行生成的链接登录。',
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
    setupText: '你将成为这个 Peal 的第一位成员和管理员。',
    button: '加入',
    setupButton: '创建',
  },
  linkUsed: {
    title: '此链接已使用过',
    text: '链接只能使用一次，并且有时限。请向发送者再要一个。',
    go: '前往登录',
  },
  hero: {
    title: '一打就响的通话。',
    text: (host) => `${host} 成员之间的一对一视频通话，声音和画面直接传给对方。`,
    welcome: (name) => `${name}，欢迎你。`,
    welcomeBack: '欢迎回来。',
  },
} satisfies typeof english
