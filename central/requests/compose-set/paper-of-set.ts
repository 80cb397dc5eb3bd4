/** The form of a set that is whole: composed of its acts, closed with the house's seal, and read as anybody else would. */
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import type { QuestionnaireResponse } from '@medplum/fhirtypes'
import { referenceOf } from '../../../domain/contract/envelope/reference.ts'
import { requestOf } from '../../../domain/forms/request.ts'
import type { Form } from '../../../domain/forms/form.ts'
import type { Instant, PublicJwk } from '../../../domain/ids.ts'
import { checkSealedPdf } from '../../../paper/check-sealed-pdf.ts'
import { composeActs } from '../../../paper/compose-acts.ts'
import { prepareSeal } from '../../../paper/seal.ts'
import { houseSeal } from '../../keys/house-seal.ts'
import type { StoredAuthority } from '../../keys/authority.ts'
import type { House } from '../../keys/house.ts'
import { paperMeans } from '../paper-means.ts'
import type { SetRow } from '../sets/set-row.ts'
import { NoTime } from '../../time/ask.ts'
import type { TimeSource } from '../../time/ask.ts'

export interface PaperOfSet {
  readonly set: SetRow
  readonly form: Form
  readonly response: QuestionnaireResponse
  readonly at: Instant
  readonly house: Pick<House, 'sealCa' | 'timeCa'>
  readonly hospital: string
  readonly revocation: string
  readonly time: TimeSource
  readonly deviceKeys: readonly PublicJwk[]
}

/** The sealed file, or the word of whoever did not let it pass. */
export async function paperOfSet(of: PaperOfSet): Promise<Uint8Array | string> {
  const { set, form, at, house, hospital } = of
  const acts = inOrder(set)
  const composed = await composeActs(
    {
      acts: { balie: 'steps/2', set: set.id, acts: acts.map(({ signed }) => signed) },
      reference: referenceOf(set.id),
      at,
      decision: { ...set.decided, request: requestOf(form, set.answers) },
      policy: { hospital: { name: hospital }, version: Math.max(...acts.map(({ policy }) => policy)) },
      evidence: acts.flatMap(({ record }) => record.evidence),
      response: of.response,
      deviceKeys: of.deviceKeys,
    },
    paperMeans(),
  )
  if (!composed.ok) return `${composed.problem} ${composed.detail}`
  const prepared = prepareSeal(composed.composed)
  const now = new Date(at)
  const { sealCa, timeCa } = house
  const { revocation } = of
  const timeStamp = (imprint: Uint8Array): Promise<Uint8Array | null> => stampOf(of.time, imprint)
  const about = { digest: prepared.sha256, authority: sealCa, organisation: hospital, revocation, now, timeStamp }
  const sealed = prepared.finish(await houseSeal(about))
  const problem = await checkSealedPdf({
    composed: composed.composed,
    sealed,
    anchors: [anchor(sealCa)],
    timeAnchors: [anchor(timeCa)],
    at: now,
  })
  return problem ?? sealed
}

/** Without a time stamp the seal is good too: the long-term data bring one behind it. */
export async function stampOf(time: TimeSource, imprint: Uint8Array): Promise<Uint8Array | null> {
  try {
    return (await time.stamp(imprint)).token
  } catch (error) {
    if (error instanceof NoTime) return null
    throw error
  }
}

const anchor = ({ certificate }: StoredAuthority): Uint8Array =>
  new Uint8Array(x509.PemConverter.decodeFirst(certificate))

/** The act of each signer, in the order of the decision. */
export function inOrder({ decision, acts }: Pick<SetRow, 'decision' | 'acts'>): SetRow['acts'] {
  return decision.signers.flatMap(({ role }) => acts.filter((act) => act.role === role))
}
