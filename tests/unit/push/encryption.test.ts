import { createECDH } from 'node:crypto'
import webPush from 'web-push'
import { describe, expect, it } from 'vitest'
import { deriveKey, encryptWith } from '../../../push-server/push/encryption.ts'
import { decrypt, makeKeys } from '../../support/push/content-decryption.ts'

const bytes = (text: string) => Buffer.from(text, 'base64url')

describe('encryption of pushes', () => {
  it('reproduces the example of RFC 8291, section 5', () => {
    const pair = createECDH('prime256v1')
    pair.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'))
    const keys = {
      p256dh:
        'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    }
    const key = deriveKey(keys, { pair, salt: bytes('DGv6ra1nlYgDCS1FRnbzlw') })
    const body = encryptWith(key, Buffer.from('When I grow up, I want to be a watermelon'))
    expect(body.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg' +
        'Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXL' +
        'WyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    )
  })

  it('can be decrypted by another implementation, differs each time, and is as long as web-push’s', () => {
    const keys = makeKeys()
    const subscription = {
      p256dh: keys.publicKey.toString('base64url'),
      auth: keys.auth.toString('base64url'),
    }
    const text = Buffer.from('{"ring":true}'.padEnd(2_800))
    const one = encryptWith(deriveKey(subscription), text)
    const two = encryptWith(deriveKey(subscription), text)
    expect(decrypt(one, keys)).toEqual(text)
    expect(decrypt(two, keys)).toEqual(text)
    expect(one.equals(two)).toBe(false)
    const { p256dh, auth } = subscription
    expect(one.length).toBe(webPush.encrypt(p256dh, auth, text, 'aes128gcm').cipherText.length)
  })

  it('refuses a key that is not a point of the curve', () => {
    expect(() => deriveKey({ p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) })).toThrow()
  })
})
