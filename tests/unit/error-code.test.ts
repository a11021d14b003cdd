import { statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { codeOrText, errorCode } from '../../push-server/error-code.ts'

function thrownBy(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}

it('errorCode returns the code of system errors, and null for other errors', () => {
  const missing = thrownBy(() => statSync('/no such file'))
  expect([errorCode(missing), codeOrText(missing)]).toEqual(['ENOENT', 'ENOENT'])
  const plain = new Error('no')
  expect([errorCode(plain), codeOrText(plain)]).toEqual([null, 'Error: no'])
  // A DOMException's code is a number.
  expect(errorCode(thrownBy(() => AbortSignal.abort().throwIfAborted()))).toBeNull()
  expect([errorCode('text'), codeOrText('text')]).toEqual([null, 'text'])
})
