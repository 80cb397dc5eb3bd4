/** A QR code as a telephone reads it: by ZBar, which knows nothing of the code that drew it. */
import { spawnSync } from 'node:child_process'

/** What the codes in a picture file say. Throws where ZBar is missing or cannot read the file. */
export function codesIn(picture: string): readonly string[] {
  const args = ['--quiet', '--raw', '--nodbus', '-Sdisable', '-Sqrcode.enable', picture]
  const { status, stdout, error } = spawnSync('zbarimg', args, { encoding: 'utf8' })
  // 4: nothing was found in a picture that could be read.
  if (error !== undefined || (status !== 0 && status !== 4)) throw new Error(`zbarimg: ${String(status)}`)
  return stdout.split('\n').filter((line) => line !== '')
}
