/** Does one outcome grant more than another: fewer signers, proofs or approvals, more time, more data? */
import type { FormOutline, RefusalOutline } from '../../domain/rules/basis/outline.ts'
import type { Approver } from '../../domain/rules/basis/decision.ts'
import type { Assurance } from '../../domain/rules/basis/facts.ts'
import type { Ops, World } from '../../domain/rules/basis/world.ts'
import type { Symbols } from './terms.ts'

/** An outcome with what `decide` fills in from the policy. */
export type Granted<W extends World = Symbols> =
  | RefusalOutline
  | (Omit<FormOutline<W>, 'approver'> & { readonly approvedBy: Approver; readonly minimumIdentity: Assurance })
type Form<W extends World> = Exclude<Granted<W>, RefusalOutline>
/** Compares days, and says what of the wide set is in the narrow one and should not be; null: nothing. */
export type Comparing<W extends World> = Pick<Ops<W>, 'notAfter'> & {
  readonly beyond: (wide: W['kinds'], narrow: W['kinds']) => string | null
}

const strength = { noObjection: 0, consent: 1, signature: 2 } as const

/** What the second outcome grants beyond the first, in words; null: nothing. */
export function grantsMore<W extends World>(wide: Granted<W>, narrow: Granted<W>, ops: Comparing<W>): string | null {
  if (narrow.kind === 'refusal') return null
  if (wide.kind === 'refusal') return `${wide.id} became a form`
  return (
    fewerSigners(wide, narrow) ??
    weakerCheck(wide, narrow) ??
    moreTime(wide, narrow, ops) ??
    ops.beyond(wide.scope, narrow.scope)
  )
}

function fewerSigners<W extends World>(wide: Form<W>, narrow: Form<W>): string | null {
  const lost = wide.signers.find(
    (signer) =>
      !narrow.signers.some(
        ({ role, gives, alone, proves }) =>
          role === signer.role &&
          strength[gives] >= strength[signer.gives] &&
          alone === signer.alone &&
          signer.proves.every((proof) => proves.includes(proof)),
      ),
  )
  return lost === undefined ? null : `${lost.role} need not sign or prove as much any more`
}

function weakerCheck<W extends World>(wide: Form<W>, narrow: Form<W>): string | null {
  if (wide.approvedBy === 'physician' && narrow.approvedBy !== 'physician')
    return 'the physician need not approve any more'
  return wide.minimumIdentity === 'authenticated' && narrow.minimumIdentity !== 'authenticated'
    ? 'a lower level of identity signs'
    : null
}

function moreTime<W extends World>(wide: Form<W>, narrow: Form<W>, ops: Comparing<W>): string | null {
  const endsBy = (day: W['day'], reason: string) =>
    // The same reason first: it nearly always answers without asking about other days.
    [...narrow.ends]
      .sort((a, b) => Number(b.reason === reason) - Number(a.reason === reason))
      .some((end) => ops.notAfter(end.day, day))
  const later = wide.ends.find(({ day, reason }) => !endsBy(day, reason))
  if (later !== undefined) return `${later.reason} does not end it any more`
  const earlier = wide.starts.find(({ day }) => !narrow.starts.some((start) => ops.notAfter(day, start.day)))
  if (earlier !== undefined) return `it begins before ${earlier.reason}`
  const open = wide.pauses.find(
    ({ day }) => !narrow.pauses.some((pause) => ops.notAfter(pause.day, day)) && !endsBy(day, 'twelfthBirthday'),
  )
  if (open !== undefined) return 'it does not pause any more'
  const unseen = wide.reviews.find(
    ({ day }) => narrow.ends.length === 0 && !narrow.reviews.some((review) => ops.notAfter(review.day, day)),
  )
  return unseen === undefined ? null : 'it is looked at again later'
}

/** A symbolic set is the common part of the named sets: without one of the names it may be larger. */
export function setLost(wide: Symbols['kinds'], narrow: Symbols['kinds']): string | null {
  const set = wide.names.find((name) => !narrow.names.includes(name))
  return set === undefined ? null : `${set} does not limit the scope any more`
}
