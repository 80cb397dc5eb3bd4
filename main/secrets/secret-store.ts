/** Where secrets are kept. Failures are values: a missing keychain is an expected thing on a kiosk. */

export type SecretAnswer =
  | { readonly kind: 'value'; readonly value: string }
  /** Absent, or the keychain is locked: libsecret answers both the same way. */
  | { readonly kind: 'none' }
  /** No keychain, no D-Bus, or the helper crashed or hung. */
  | { readonly kind: 'unavailable' }

export interface SecretStore {
  /** `file` is for training only; a production policy refuses to run on it. */
  readonly kind: 'keychain' | 'file'
  get(account: string): Promise<SecretAnswer>
  /** Whether the store says that it kept the value. */
  set(account: string, value: string): Promise<boolean>
  delete(account: string): Promise<boolean>
}

/** The keychain's service name for everything of this product. */
export const serviceName = 'balie'
