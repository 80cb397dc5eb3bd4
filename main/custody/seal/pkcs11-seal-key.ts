/**
 * A seal key behind PKCS#11: a smart card, a network HSM, SoftHSM in tests. The private key never leaves it. The module is
 * given, so that no native addon is loaded where none is used; `pkcs11js` fits.
 */
import { createHash } from 'node:crypto'
import { ecdsaValue } from './ecdsa-value.ts'
import type { SealKey } from '../../../domain/contract/device/seal-key.ts'

/** The part of `pkcs11js`' PKCS11 class that is used; handles are opaque. */
export interface Pkcs11<Handle = unknown> {
  C_FindObjectsInit(
    session: Handle,
    template: readonly { readonly type: number; readonly value: number | string | Buffer }[],
  ): void
  C_FindObjects(session: Handle): Handle | null
  C_FindObjectsFinal(session: Handle): void
  C_SignInit(session: Handle, mechanism: { readonly mechanism: number }, key: Handle): void
  C_Sign(session: Handle, digest: Buffer, room: Buffer): Buffer
}

/** PKCS#11 2.40 constants: CKA_CLASS, CKA_LABEL, CKA_ID, CKO_PRIVATE_KEY, CKM_ECDSA. */
const attribute = { class: 0x0, label: 0x3, id: 0x102 } as const
const privateKey = 0x3
const ecdsa = 0x1041

/**
 * The P-256 key with this label, and this id where one is given, in a session that is logged in. Throws where there is
 * none, and where there are two: which of them seals is never left to the order in which a token lists them.
 */
export function pkcs11SealKey<Handle>(options: {
  readonly module: Pkcs11<Handle>
  readonly session: Handle
  readonly label: string
  /** CKA_ID of the key that is meant, when several have its label. */
  readonly id?: Uint8Array
  readonly chain: readonly Uint8Array[]
}): SealKey {
  const { module, session, label, id, chain } = options
  module.C_FindObjectsInit(session, [
    { type: attribute.class, value: privateKey },
    { type: attribute.label, value: label },
    ...(id === undefined ? [] : [{ type: attribute.id, value: Buffer.from(id) }]),
  ])
  const key = only(module, session, id === undefined ? 'this label' : 'this label and id')
  return {
    chain,
    sign: (bytes) => {
      // CKM_ECDSA signs a digest and gives r ‖ s; the hash is taken here, over bytes that main itself built.
      module.C_SignInit(session, { mechanism: ecdsa }, key)
      const raw = module.C_Sign(session, createHash('sha256').update(bytes).digest(), Buffer.alloc(64))
      return Promise.resolve(ecdsaValue(raw))
    },
  }
}

/** The one key that the search finds; the search is always ended. */
function only<Handle>(module: Pkcs11<Handle>, session: Handle, what: string): Handle {
  try {
    const key = module.C_FindObjects(session)
    if (key === null) throw new Error(`no private key with ${what}`)
    if (module.C_FindObjects(session) !== null) throw new Error(`several private keys with ${what}: name one by its id`)
    return key
  } finally {
    module.C_FindObjectsFinal(session)
  }
}
