/** The device's three keys by purpose, in the keychain: D-auth, D-seal, D-log. */
import { makeKey, readKey, type KeyPair, type SigningKey } from '../jose/keys.ts'
import type { SecretStore } from '../secrets/secret-store.ts'

export const purposes = ['auth', 'seal', 'log'] as const
export type Purpose = (typeof purposes)[number]

export type DeviceKeys = Readonly<Record<Purpose, SigningKey>>
export type NewKeys = Readonly<Record<Purpose, KeyPair>>

const entry = (account: string, purpose: Purpose) => `${account}.${purpose}`

/**
 * All three keys, or null: the keychain is locked, away, or does not have them. A locked keychain answers like an empty
 * one, so null never leads to a new key.
 */
export async function readDeviceKeys(secrets: SecretStore, account: string): Promise<DeviceKeys | null> {
  const read = async (purpose: Purpose) => {
    const answer = await secrets.get(entry(account, purpose))
    return answer.kind === 'value' ? readKey(answer.value) : null
  }
  const auth = await read('auth')
  const seal = auth === null ? null : await read('seal')
  const log = seal === null ? null : await read('log')
  return auth === null || seal === null || log === null ? null : { auth, seal, log }
}

/**
 * Makes the three keys and keeps them under a fresh account; each is read back. Null when the keychain does not keep
 * them: a one-time enrolment code must not be spent then.
 */
export async function makeDeviceKeys(secrets: SecretStore, account: string): Promise<NewKeys | null> {
  const pairs: Partial<Record<Purpose, KeyPair>> = {}
  for (const purpose of purposes) {
    const { jwk, pair } = await makeKey()
    const text = JSON.stringify(jwk)
    const kept = await secrets.set(entry(account, purpose), text)
    const back = kept ? await secrets.get(entry(account, purpose)) : null
    if (back?.kind !== 'value' || back.value !== text) return null
    pairs[purpose] = pair
  }
  const { auth, seal, log } = pairs
  return auth === undefined || seal === undefined || log === undefined ? null : { auth, seal, log }
}

/** Removes what `makeDeviceKeys` kept. */
export async function deleteDeviceKeys(secrets: SecretStore, account: string): Promise<void> {
  for (const purpose of purposes) await secrets.delete(entry(account, purpose))
}
