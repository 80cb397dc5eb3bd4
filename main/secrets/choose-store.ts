/** Which store holds this kiosk's keys: the keychain, or in training without one a folder of files. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileStore } from './file-store.ts'
import { keychainStore } from './keychain-store.ts'
import type { RunHelper } from './run-helper.ts'
import type { SecretStore } from './secret-store.ts'

/**
 * Once enrolled, a kiosk stays with the store that it was enrolled with: a locked keychain must never look like a new
 * machine. Only a kiosk that was never enrolled, has no keychain and may be a training one gets files. What a
 * production policy thinks of files is asked later, when the policy is known.
 */
export async function chooseStore(options: {
  readonly state: string
  readonly wanted: 'keychain' | 'file'
  /** A packaged kiosk never falls back. */
  readonly mayFallBack: boolean
  readonly runHelper: RunHelper
}): Promise<SecretStore> {
  const folder = join(options.state, 'keys')
  const files = fileStore({ folder, training: true })
  if (options.wanted === 'file' || existsSync(folder)) return files
  const keychain = keychainStore(options.runHelper)
  if (!options.mayFallBack || existsSync(join(options.state, 'device.json'))) return keychain
  const probe = await keychain.get('probe')
  if (probe.kind === 'unavailable') return files
  const kept = await keychain.set('probe', 'probe')
  await keychain.delete('probe')
  return kept ? keychain : files
}
