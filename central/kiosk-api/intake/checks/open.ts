/** Opens the JWE (RFC 7516) with the intake key; the header must name this envelope. */
import { compactDecrypt } from 'jose'
import * as v from 'valibot'
import { EnvelopeHeader } from '../../../../domain/contract/envelope/envelope.ts'
import type { EnvelopeId } from '../../../../domain/ids.ts'
import type { HouseKey } from '../../../keys/house-key.ts'
import { good, refuse } from './checked.ts'
import type { Checked } from './checked.ts'

export interface Opened {
  readonly header: EnvelopeHeader
  readonly plaintext: Uint8Array
}

export async function open(input: {
  readonly jwe: string
  readonly id: EnvelopeId
  readonly key: HouseKey
}): Promise<Checked<Opened>> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(input.jwe, input.key.private, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    const header = v.safeParse(EnvelopeHeader, protectedHeader)
    if (!header.success) return refuse('cannotOpen', 'header')
    if (header.output.kid !== input.key.kid) return refuse('cannotOpen', 'kid')
    if (header.output.id !== input.id) return refuse('cannotOpen', 'id')
    return good({ header: header.output, plaintext })
  } catch {
    return refuse('cannotOpen', 'decryption')
  }
}
