import type { profile as english } from '../en/profile.en.ts'

/** A person's page, and blocking. */
export const profile = {
  block: '屏蔽',
  unblock: '取消屏蔽',
  blockName: (name) => `屏蔽 ${name}`,
  unblockName: (name) => `取消屏蔽 ${name}`,
  blocked: (name) => `已屏蔽 ${name}。对方的来电不会再打扰您。`,
  unblocked: (name) => `${name} 又可以呼叫您了。`,
  blockedText: (name) =>
    `您已屏蔽 ${name}：对方来电时不会响铃，也不会记为未接。对方看到您处于离开状态，且不会被告知原因。`,
  loadFailed: '无法加载此页',
  callsWith: (name) => `与 ${name} 的通话`,
  missedFrom: (name) => `${name} 的未接来电`,
  noCallsWith: (name) => `您与 ${name} 还没有通过话。`,
} satisfies typeof english
