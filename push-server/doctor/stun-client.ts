/** Asks a STUN server for the own public address, as browsers do before a call. */
import { randomBytes } from 'node:crypto'
import { readXorAddress } from '../ice/stun-address.ts'
import type { Endpoint } from '../ice/stun-address.ts'
import { NoAnswer, openChannel } from './stun-channel.ts'
import {
  ATTRIBUTE,
  METHOD,
  TRANSACTION_BYTES,
  readStun,
  valueOf,
  writeStun,
} from '../ice/stun-message.ts'

/** @returns the address from which the server sees this process. @throws NoAnswer, the system's error */
export async function askBinding(url: string): Promise<Endpoint> {
  const channel = await openChannel(url)
  try {
    const transactionId = randomBytes(TRANSACTION_BYTES)
    const request = {
      class: 'request',
      method: METHOD.binding,
      transactionId,
      attributes: [],
    } as const
    const answer = readStun(await channel.ask(writeStun(request)))
    const value = answer === null ? undefined : valueOf(answer, ATTRIBUTE.xorMappedAddress)
    const mapped = value === undefined ? null : readXorAddress(value, transactionId)
    if (mapped === null) throw new NoAnswer('an answer without an address')
    return mapped
  } finally {
    channel.close()
  }
}
