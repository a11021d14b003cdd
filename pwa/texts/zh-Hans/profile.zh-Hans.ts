import type { profile as english } from '../en/profile.en.ts'

/** A person's page, and blocking. */
export const profile = {
  block: '屏蔽',
  unblock: '取消屏蔽',
  blockName: (name) => `屏蔽 ${name}`,
  unblockName: (name) => `取消屏蔽 ${name}`,
  blocked: (name) => `已屏蔽 ${name}，你不会再收到对方的来电。`,
  unblocked: (name) => `${name} 可以再次呼叫你了。`,
  blockedText: (name) =>
    `你已屏蔽 ${name}：对方呼叫时不会响铃，也不会有未接来电。对方看到你处于“离开”状态，但不会知道原因。`,
  loadFailed: '无法加载此页面',
  callsWith: (name) => `与 ${name} 的通话`,
  missedFrom: (name) => `来自 ${name} 的未接来电`,
  noCallsWith: (name) => `你与 ${name} 还没有通过话。`,
} satisfies typeof english
