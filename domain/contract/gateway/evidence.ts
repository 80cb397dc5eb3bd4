/**
 * What the clerk recorded about the papers of a visit: one of each kind, several kinds at once. Each says whom the paper
 * names, because a paper counts only for the bound patient whom it names (`domain/identity/same-person.ts`).
 */
import * as v from 'valibot'
import { KindSet } from '../../data-kinds.ts'
import { CalendarDay, Instant } from '../../ids.ts'
import { isBlank, steers } from '../../plain-text.ts'

/** Of a court's, physician's or organisation's name, and of a given name: one line of a screen and of a sheet. */
export const longestPaperName = 60

/** A name as the clerk typed it from a paper: something to read, nothing that steers a line. */
const PaperName = v.pipe(
  v.string(),
  v.maxLength(longestPaperName),
  v.check((text) => !isBlank(text) && !steers(text), 'no plain name'),
)

/** The person that a paper names, as the clerk typed it from the paper: the first given name is enough. */
export const Concerns = v.strictObject({ birthDate: CalendarDay, given: PaperName })
export type Concerns = v.InferOutput<typeof Concerns>

const recorded = {
  /** Null: recorded by a build that did not ask whom the paper names. */
  concerns: v.optional(v.nullable(Concerns), null),
  /** The central held it to the bound patient: the same by the rules for names, or the clerk said so in doubt. */
  named: v.optional(v.boolean(), false),
  recordedAt: Instant,
}

/** Whether the clerk held the paper itself, or a copy of it. Of neither a copy is kept. */
const Copy = v.picklist(['original', 'copy'])

/** Extract of the authority register, or what the population register (BRP) answered. */
const AuthorityExtract = v.strictObject({
  kind: v.literal('authorityExtract'),
  source: v.optional(v.picklist(['extract', 'brp']), 'extract'),
  issuedOn: CalendarDay,
  /** `sole`: this person is the only holder of authority; `notHolder`: it names others. */
  authority: v.picklist(['sole', 'joint', 'notHolder']),
  ...recorded,
})

/** A court's ruling about the patient, or the newest letter that extends it. `until`: the last day that it holds. */
const Ruling = v.strictObject({
  kind: v.literal('ruling'),
  measure: v.picklist(['guardianship', 'partialAuthority', 'curatele', 'mentorship', 'bewind', 'foreign']),
  joint: v.boolean(),
  court: PaperName,
  pronouncedOn: CalendarDay,
  effectiveOn: CalendarDay,
  until: v.nullable(CalendarDay),
  newestLetterOn: v.nullable(CalendarDay),
  kinds: v.nullable(KindSet),
  copy: Copy,
  ...recorded,
})

/**
 * What a physician found about the patient's capacity for this matter. `transcribed`: the clerk typed it from a letter,
 * so a physician of this hospital approves before it counts; `record`: it stands in the patient's record.
 */
export const Finding = v.strictObject({
  kind: v.literal('finding'),
  capacity: v.picklist(['lacking', 'capable']),
  on: CalendarDay,
  until: v.nullable(CalendarDay),
  physician: PaperName,
  source: v.picklist(['record', 'transcribed']),
  ...recorded,
})

/** A proxy that the patient wrote (Civil Code 7:465(3)); `kinds` where it is limited to topics. */
const Authorization = v.strictObject({
  kind: v.literal('authorization'),
  signedOn: CalendarDay,
  kinds: v.nullable(KindSet),
  copy: Copy,
  ...recorded,
})

/** A paper that shows the family tie to the patient. */
const Kinship = v.strictObject({ kind: v.literal('kinship'), ...recorded })

/** The clerk looked in the public register of curatele and bewind (Civil Code 1:391) on this day. */
const CurateleRegister = v.strictObject({
  kind: v.literal('curateleRegister'),
  answer: v.picklist(['listed', 'notListed']),
  on: CalendarDay,
  ...recorded,
})

/** The visitor acts for an organisation, and showed that he may for this patient. */
const EmployeeMandate = v.strictObject({
  kind: v.literal('employeeMandate'),
  organisation: PaperName,
  until: v.nullable(CalendarDay),
  ...recorded,
})

/** Why the other holder of authority is not asked: danger, not to be found, or a court consented in his place. */
const CoHolderNotAsked = v.strictObject({
  kind: v.literal('coHolderNotAsked'),
  reason: v.picklist(['safety', 'untraceable', 'courtConsent']),
  ...recorded,
})

/** The other holder of authority told the desk that he does not agree. */
const CoHolderRefused = v.strictObject({ kind: v.literal('coHolderRefused'), ...recorded })

const Step = v.picklist(['none', 'acts', 'declines'])

/** Other representatives that the desk knows of, by the steps of Civil Code 7:465(3); the visitor is not counted. */
const OtherRepresentatives = v.strictObject({
  kind: v.literal('otherRepresentatives'),
  courtAppointed: Step,
  writtenProxy: Step,
  partner: Step,
  sameStep: v.boolean(),
  ...recorded,
})

const variants = [
  AuthorityExtract,
  Ruling,
  Finding,
  Authorization,
  Kinship,
  CurateleRegister,
  EmployeeMandate,
  CoHolderNotAsked,
  CoHolderRefused,
  OtherRepresentatives,
] as const

export const Evidence = v.variant('kind', variants)
export type Evidence = v.InferOutput<typeof Evidence>
export type EvidenceKind = Evidence['kind']
export const evidenceKinds = variants.map(({ entries }) => entries.kind.literal)
export type EvidenceOf<Kind extends EvidenceKind> = Extract<Evidence, { kind: Kind }>

/** All papers of a visit. */
export const EvidenceList = v.pipe(
  v.array(Evidence),
  v.check((list) => new Set(list.map(({ kind }) => kind)).size === list.length, 'a kind of paper twice'),
)

/** The paper of a kind, if there is one. */
export function paperOf<Kind extends EvidenceKind>(list: readonly Evidence[], kind: Kind): EvidenceOf<Kind> | null {
  return list.find((one): one is EvidenceOf<Kind> => one.kind === kind) ?? null
}
