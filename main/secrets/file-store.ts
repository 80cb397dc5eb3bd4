/** Secrets in files, for training machines without a keychain. Anybody who can read the folder can read them. */
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureFolder, errorCode, readIfThere, writeDurably } from '../files/durable.ts'
import type { SecretStore } from './secret-store.ts'

/** Throws when this is not training: real keys never lie in a file. Files 0600, folder 0700. */
export function fileStore(options: { readonly folder: string; readonly training: boolean }): SecretStore {
  if (!options.training) throw new Error('the file key store is for training only')
  const path = (account: string) => {
    if (!/^[a-z0-9.-]{1,80}$/.test(account)) throw new Error('not an account name')
    return join(options.folder, account)
  }
  return {
    kind: 'file',
    get: async (account) => {
      try {
        const value = await readIfThere(path(account))
        return value === null ? { kind: 'none' } : { kind: 'value', value }
      } catch {
        return { kind: 'unavailable' }
      }
    },
    set: async (account, value) => {
      try {
        await ensureFolder(options.folder)
        await writeDurably(path(account), value)
        return true
      } catch {
        return false
      }
    },
    delete: async (account) => {
      try {
        await unlink(path(account))
        return true
      } catch (error) {
        return errorCode(error) === 'ENOENT'
      }
    },
  }
}
