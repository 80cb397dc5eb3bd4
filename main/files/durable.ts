/** Small files that must survive a power cut: written aside, fsynced, renamed, folder fsynced. Not for the outbox. */
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Makes a folder that only this account may enter. */
export async function ensureFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
}

/**
 * fsyncs a folder, so that new names in it survive. On Windows this does not exist (EPERM) and NTFS journals names:
 * a no-op there.
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Replaces a file as a whole (0600) and returns when the new content is on the disk. */
export async function writeDurably(path: string, content: string): Promise<void> {
  const aside = join(dirname(path), `.${process.pid}-${Math.trunc(performance.now() * 1000)}.new`)
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
  await syncFolder(dirname(path))
}

/** The file's text, or null when there is none. Other failures throw. */
export async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** The system's error code ("ENOSPC"), or null when the thrown thing has none. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}
