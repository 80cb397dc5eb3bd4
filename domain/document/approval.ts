/**
 * The approval: a second signed document about a first one. A physician (or staff) of the hospital says yes or no to a
 * signed request; the first document is named by the SHA-256 of what was sealed, so it fits that one and no other.
 */
import * as v from 'valibot'
import { CalendarDay, Instant, Sha256 } from '../ids.ts'
import { mayBeOnePerson } from '../identity/name-as-text.ts'
import type { Json } from '../bytes/canonical.ts'
import { Language } from '../language.ts'

/** Kinds of electronic signature in ascending order (eIDAS, EU 910/2014, art. 3(10) to (12)). */
export const signatureLevels = ['simple', 'advanced', 'qualified'] as const
export const SignatureLevel = v.picklist(signatureLevels)
export type SignatureLevel = v.InferOutput<typeof SignatureLevel>

/** Whether a signature of this level is enough where `asked` is. */
export function reaches(level: SignatureLevel, asked: SignatureLevel): boolean {
  return signatureLevels.indexOf(level) >= signatureLevels.indexOf(asked)
}

/** Why, as a category: an approval travels to the record, a physician's own words stay in his notes. */
export const approvalReasons = {
  approve: ['conditionsMet'],
  refuse: ['interestOfPatient', 'proofInsufficient', 'capacityInDoubt', 'notMyPatient', 'other'],
} as const

const Decision = v.variant('outcome', [
  v.strictObject({ outcome: v.literal('approve'), reason: v.picklist(approvalReasons.approve) }),
  v.strictObject({ outcome: v.literal('refuse'), reason: v.picklist(approvalReasons.refuse) }),
])
export type ApprovalDecision = v.InferOutput<typeof Decision>

const Text = v.pipe(v.string(), v.minLength(1), v.maxLength(2000))
const Facts = v.array(v.strictObject({ label: Text, value: v.pipe(v.string(), v.maxLength(2000)) }))

const common = {
  language: Language,
  hospital: Text,
  at: Instant,
  /** The first document. `sha256` is over the file up to the end of its seal: what is added for the long term later does not change it. */
  about: v.strictObject({
    sha256: Sha256,
    form: v.strictObject({ url: Text, version: Text }),
    title: Text,
    reference: Text,
    /** As on the first document. */
    patient: Facts,
  }),
  decision: Decision,
  approver: v.strictObject({
    name: Text,
    role: v.picklist(['physician', 'staff']),
    /** How the hospital knows who this is, in words: "UZI-pas", "Ingelogd met wachtwoord en code". */
    identified: Text,
    /** Number in the BIG register; null for staff without one. */
    registration: v.nullable(v.pipe(v.string(), v.regex(/^\d{11}$/))),
  }),
  signature: v.strictObject({
    /** The level that this signature claims; the verifier asks the certificate. */
    level: SignatureLevel,
    /** What the hospital's policy asked for (`approval.signatureLevel`). */
    asked: SignatureLevel,
  }),
  policy: v.strictObject({ hospital: Text, version: v.pipe(v.number(), v.integer()), validFrom: CalendarDay }),
}

/**
 * What is signed, and what the PDF carries as `approval.json` in canonical JSON (RFC 8785). The second format says also what was
 * agreed to, as it stands on the page: an approver may agree to less than was signed.
 */
export const ApprovalContent = v.variant('balie', [
  v.strictObject({ balie: v.literal('approval/1'), ...common }),
  v.strictObject({ balie: v.literal('approval/2'), ...common, granted: Facts }),
])
export type ApprovalContent = v.InferOutput<typeof ApprovalContent>

/** What was agreed to; of a refusal and of the first format nothing is said. */
export const grantedOf = (content: ApprovalContent): ApprovalContent['about']['patient'] =>
  content.balie === 'approval/2' ? content.granted : []

/** The content as JSON for hashing and attaching. */
export function approvalJson(content: ApprovalContent): Json {
  return v.parse(ApprovalContent, content)
}

/** What the first document says that an approval of it must agree with. */
export interface ApprovedForm {
  readonly sha256: Sha256
  readonly form: { readonly url: string; readonly version: string }
  readonly patient: readonly { readonly label: string; readonly value: string }[]
  readonly representative: readonly { readonly label: string; readonly value: string }[] | null
  /** Names of who signed it, and when the last of them did. */
  readonly signers: readonly string[]
  readonly signedAt: Instant
  /** Who had to approve by the rules; null where the document does not say: then nobody less than a physician. */
  readonly approver: 'physician' | 'staff' | null
}

export const approvalProblems = [
  'approvalOther',
  'approvalRole',
  'approvalLevel',
  'approvalConflict',
  'approvalEarly',
] as const
export type ApprovalProblem = (typeof approvalProblems)[number]

/**
 * Why this approval does not count for this form; null when it may. Asked before anybody signs it, and by the verifier
 * again. `shown`: the level that the signature has in fact.
 */
export function approvalProblem(
  content: Pick<ApprovalContent, 'about' | 'approver' | 'signature' | 'at'>,
  {
    form,
    shown,
    least,
  }: { readonly form: ApprovedForm; readonly shown: SignatureLevel; readonly least?: SignatureLevel },
): ApprovalProblem | null {
  const { about, approver, signature } = content
  const same = (one: readonly { label: string; value: string }[], other: ApprovedForm['patient']): boolean =>
    one.length === other.length &&
    one.every(({ label, value }, at) => label === other[at]?.label && value === other[at].value)
  const fits =
    about.sha256 === form.sha256 &&
    about.form.url === form.form.url &&
    about.form.version === form.form.version &&
    same(about.patient, form.patient)
  if (!fits) return 'approvalOther'
  // Fixed: the approver is never patient, signer or grantee of the same request. In doubt it is the same.
  const people = [...form.signers, ...[...form.patient, ...(form.representative ?? [])].map(({ value }) => value)]
  if (people.some((name) => mayBeOnePerson(name, approver.name))) return 'approvalConflict'
  // A form that does not say who has to approve it does not thereby allow more.
  if (form.approver !== 'staff' && approver.role !== 'physician') return 'approvalRole'
  if (approver.role === 'physician' && approver.registration === null) return 'approvalRole'
  // Fixed: the approver is last, always.
  if (Date.parse(content.at) < Date.parse(form.signedAt)) return 'approvalEarly'
  const enough = [signature.asked, signature.level, ...(least === undefined ? [] : [least])]
  return enough.every((level) => reaches(shown, level)) && reaches(signature.level, signature.asked)
    ? null
    : 'approvalLevel'
}
