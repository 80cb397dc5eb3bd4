/** What main checks of an envelope before it is kept: size, protected header, key. The rest is ciphertext. */
import * as v from 'valibot'
import { envelopeLimit } from '../../../domain/limits.ts'
import { EnvelopeHeader, type EnvelopeKind } from '../../../domain/contract/envelope/envelope.ts'
import type { EnvelopeId } from '../../../domain/ids.ts'

const Header = v.pipe(
  v.string(),
  v.transform((part) => Buffer.from(part, 'base64url').toString('utf8')),
  v.parseJson(),
  EnvelopeHeader,
)

/** What kind of envelope this is, as its protected header says; null when that is none of ours. */
export function kindOf(jwe: string): EnvelopeKind | null {
  const header = v.safeParse(Header, jwe.slice(0, jwe.indexOf('.')))
  return header.success ? header.output.kind : null
}

/**
 * Null when the envelope may be kept (docs/protocol.md, sequence 9): at most 8 MiB, a protected header of exactly our
 * fields that names this id, and a `kid` among the intake keys.
 */
export function refuseEnvelope(options: {
  readonly id: EnvelopeId
  readonly jwe: string
  readonly intakeKids: ReadonlySet<string>
}): 'tooLarge' | 'unknownKey' | null {
  if (options.jwe.length > envelopeLimit) return 'tooLarge'
  const header = v.safeParse(Header, options.jwe.slice(0, options.jwe.indexOf('.')))
  if (!header.success || header.output.id !== options.id) return 'unknownKey'
  return options.intakeKids.has(header.output.kid) ? null : 'unknownKey'
}
