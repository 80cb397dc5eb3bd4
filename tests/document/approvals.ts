/** A physician's approval of a form, as a hospital would make it. */
import * as v from 'valibot'
import { ApprovalContent } from '../../domain/document/approval.ts'
import { base64url } from '../../domain/bytes/bytes.ts'
import type { Language } from '../../domain/language.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { composeApproval } from '../../paper/compose-approval.ts'
import { dutch } from './people.ts'
import { assets, icc, sealFile, type SealOptions, sha256 } from './sealed.ts'
import { makeTrainingCa, type TrainingCa } from './training-ca.ts'

const approver = 'Anna Visser'

/** What is approved: the Dutch sample form, in this file. */
async function contentOf(form: Uint8Array, language: Language): Promise<ApprovalContent> {
  return v.parse(ApprovalContent, {
    balie: 'approval/1',
    language,
    hospital: dutch.hospital,
    at: '2026-11-24T09:12:00+01:00',
    about: {
      sha256: base64url(await sha256(form)),
      form: dutch.form,
      title: dutch.title,
      reference: dutch.reference,
      patient: dutch.patient,
    },
    decision: { outcome: 'approve', reason: 'conditionsMet' },
    approver: { name: `dr. ${approver}`, role: 'physician', identified: 'UZI-pas', registration: '19012345601' },
    signature: { level: 'advanced', asked: defaultPolicy.approval.signatureLevel },
    policy: { hospital: 'rijnmeer', version: 1, validFrom: '2026-01-01' },
  })
}

/** Sealed by a key in the physician's own name, under this hospital's root. */
export async function sealedApproval(
  form: Uint8Array,
  {
    under,
    language = 'nl',
    timeStamp,
    drawn = (composed) => composed,
  }: Pick<SealOptions, 'timeStamp'> & {
    readonly under: TrainingCa
    readonly language?: Language
    /** What becomes of it between composing and sealing. */
    readonly drawn?: (composed: Uint8Array) => Uint8Array
  },
): Promise<Uint8Array> {
  const composed = await composeApproval(await contentOf(form, language), { assets, icc })
  const ca = makeTrainingCa({ under, person: approver })
  return await sealFile(drawn(composed), { ca, ...(timeStamp === undefined ? {} : { timeStamp }) })
}
