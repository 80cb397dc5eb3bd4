/** Secrets in the operating system's keychain, through keytar in a helper process of its own for each request. */
import type { RunHelper } from './run-helper.ts'
import type { SecretStore } from './secret-store.ts'

/**
 * keytar's traps: a locked keychain answers null to a read, like an empty one, and refuses a
 * write; so `none` is never a reason to make a key.
 */
export function keychainStore(runHelper: RunHelper): SecretStore {
  return {
    kind: 'keychain',
    get: async (account) => {
      const answer = await runHelper({ act: 'get', account })
      if (answer === null || !answer.ok) return { kind: 'unavailable' }
      return answer.value === null ? { kind: 'none' } : { kind: 'value', value: answer.value }
    },
    set: async (account, value) => (await runHelper({ act: 'set', account, value }))?.ok === true,
    delete: async (account) => (await runHelper({ act: 'delete', account }))?.ok === true,
  }
}
