import { readFile } from 'node:fs/promises'

/** The machine's boot id, so that restarts show in the journal; "unknown" where there is none. */
export async function bootId(): Promise<string> {
  try {
    return (await readFile('/proc/sys/kernel/random/boot_id', 'latin1')).trim()
  } catch {
    return 'unknown'
  }
}
