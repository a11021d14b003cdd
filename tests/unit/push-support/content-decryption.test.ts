import { describe, expect, it } from 'vitest'
import { decrypt, makeKeys } from '../../support/push/content-decryption.ts'

/** RFC 8291, appendix A. */
const KEYS = {
  privateKey: Buffer.from('q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94', 'base64url'),
  publicKey: Buffer.from(
    'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    'base64url',
  ),
  auth: Buffer.from('BTBZMqHH6r4Tts7J_aSIgg', 'base64url'),
}
const BODY = Buffer.from(
  'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz' +
    'AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  'base64url',
)

describe('decrypting what was pushed', () => {
  it("reads RFC 8291's example", () => {
    expect(decrypt(BODY, KEYS).toString()).toBe('When I grow up, I want to be a watermelon')
  })

  it('reads nothing with the keys of another subscription', () => {
    expect(() => decrypt(BODY, makeKeys())).toThrow()
    expect(() => decrypt(BODY, { ...KEYS, auth: Buffer.alloc(16) })).toThrow()
  })

  it('reads nothing that was changed on the way', () => {
    for (const at of [0, 40, 90, BODY.length - 1]) {
      const changed = Buffer.from(BODY)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => decrypt(changed, KEYS)).toThrow()
    }
  })
})
