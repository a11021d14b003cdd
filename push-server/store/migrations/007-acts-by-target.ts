/** Admins are told of sign-in links that others made for them. */
export const ACTS_BY_TARGET = [`CREATE INDEX admin_act_by_target ON admin_act (target, act, at)`]
