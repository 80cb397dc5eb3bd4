/**
 * Who brings notices to people in training: one line on the program's own output. It names no set and nobody, because whoever
 * reads it may be anybody; a hospital puts its letters or messages here, which must know the notice's key again.
 */
import type { Sender } from '../requests/send-notices.ts'

export const trainingSender: Sender = ({ what, to, on }) => {
  process.stderr.write(`notice: ${what} to ${to}, about ${on}\n`)
  return Promise.resolve()
}
