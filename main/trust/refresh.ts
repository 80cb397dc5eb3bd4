/** Fetching newer keyset and content with the device token. What does not verify or goes back is refused and logged. */
import type { Log } from '../log/log.ts'
import type { Asks } from '../http/ask.ts'
import { paths } from '../http/paths.ts'
import type { Trusted } from './trusted.ts'

/** Content with several Questionnaires stays well under this many bytes. */
const largest = 4_000_000

/** `reached`: both were fetched; `changed`: something newer holds now. */
export async function refresh(options: {
  readonly client: Asks
  readonly trusted: Trusted
  readonly log: Log
}): Promise<{ readonly reached: boolean; readonly changed: boolean }> {
  const { client, trusted, log } = options
  const keyset = await client.ask({ method: 'GET', path: paths.keyset, limit: largest })
  if (keyset?.status !== 200) return { reached: false, changed: false }
  const keys = await trusted.takeKeyset(keyset.body.trim())
  if (keys !== 'same') log('keyset', { code: keys, version: trusted.keyset.keyset.version })
  const content = await client.ask({ method: 'GET', path: paths.content, limit: largest })
  if (content?.status !== 200) return { reached: false, changed: keys === 'taken' }
  const taken = await trusted.takeContent(content.body.trim())
  if (taken !== 'same') log('content', { code: taken })
  return { reached: true, changed: keys === 'taken' || taken === 'taken' }
}
