/** Small files that only the central's user may read. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'

/** Writes a whole file with mode 0600: complete under another name first, so that a cut leaves the old one. */
export function writePrivate(path: string, text: string): void {
  const next = `${path}.next`
  const file = openSync(next, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(next, path)
}
