/**
 * What one person signs where several people sign over several visits, or where one of them answers alone: his own part,
 * in his own language, with nothing in it that another answered. The step that he signs holds the hash of it.
 */
import * as v from 'valibot'
import { base64url } from '../../bytes/bytes.ts'
import { canonicalBytes, canonicalJson } from '../../bytes/canonical.ts'
import type { Fact } from '../../document/model.ts'
import type { Hash } from '../../document/steps.ts'
import { EnvelopeId, Sha256 } from '../../ids.ts'
import { Language } from '../../language.ts'
import { isOnePatient } from './one-patient.ts'

/** Half a surrogate pair is no character: it has no UTF-8 and so no canonical JSON. */
const text = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(most),
    v.check((one) => !/\p{Cs}/u.test(one), 'a lone surrogate'),
  )
const Short = text(400)
const Sentence = text(4000)
const Facts = v.pipe(v.array(v.strictObject({ label: Short, value: Short })), v.maxLength(12))
const Values = v.pipe(v.array(Sentence), v.maxLength(60))
const Declarations = v.pipe(v.array(Sentence), v.maxLength(12))

/** Parts as the rules name them (domain/rules/basis/decision.ts). */
export const ActRole = v.picklist(['applicant', 'coHolder', 'patient'])
export type ActRole = v.InferOutput<typeof ActRole>

/** What this person's yes is: he asks for it, agrees to it, or does not object to it. */
export const ActGives = v.picklist(['signature', 'consent', 'noObjection'])
export type ActGives = v.InferOutput<typeof ActGives>

/** What a patient answered alone. Only a `yes` is ever on paper; the other two are for staff. */
export const PrivateAnswer = v.picklist(['yes', 'no', 'later'])
export type PrivateAnswer = v.InferOutput<typeof PrivateAnswer>

/** The words that a signer read in another language than Dutch, in Dutch: what the paper says of the common part. */
const DutchWording = v.strictObject({
  title: Short,
  patient: Facts,
  signer: Facts,
  answers: v.pipe(v.array(v.strictObject({ question: Sentence, answer: Values })), v.maxLength(100)),
  statement: Sentence,
  declarations: Declarations,
})
export type DutchWording = v.InferOutput<typeof DutchWording>

export const ActContent = v.pipe(
  v.strictObject({
    balie: v.literal('act/1'),
    /** Made by the session at the first act of the set. */
    set: EnvelopeId,
    role: ActRole,
    gives: ActGives,
    /** Null where nothing is asked in private. */
    answer: v.nullable(PrivateAnswer),
    form: v.strictObject({ url: Short, version: Short }),
    hospital: Short,
    /** In which this person read and signed. */
    language: Language,
    title: Short,
    patient: Facts,
    signer: Facts,
    /** The shared request only, codes as FHIR has them and words as they were shown. */
    answers: v.pipe(
      v.array(
        v.strictObject({
          linkId: Short,
          question: Sentence,
          codes: v.pipe(v.array(Short), v.maxLength(60)),
          answer: Values,
        }),
      ),
      v.maxLength(100),
    ),
    /** What signing means for this person, in one sentence. */
    statement: Sentence,
    declarations: Declarations,
    /** The same in Dutch; null where `language` is plain Dutch (`nl`) itself. */
    dutch: v.nullable(DutchWording),
  }),
  v.check(({ role, answer }) => answer === null || role === 'patient', 'only a patient answers alone'),
  v.check(({ language, dutch }) => (language === 'nl') === (dutch === null), 'the Dutch text beside another language'),
  v.check(
    ({ answers, dutch }) => dutch === null || dutch.answers.length === answers.length,
    'as many answers in Dutch',
  ),
)
export type ActContent = v.InferOutput<typeof ActContent>

/** The `formHash` of the step: SHA-256 over the canonical JSON (RFC 8785) of the content. */
export async function actHash(content: ActContent, sha256: Hash): Promise<Sha256> {
  return v.parse(Sha256, base64url(await sha256(canonicalBytes(content))))
}

/** What this person read, in the hospital's own language. */
export function dutchOf(content: ActContent): DutchWording {
  const { title, patient, signer, answers, statement, declarations } = content
  return content.dutch ?? { title, patient, signer, answers: answers.map(inWords), statement, declarations }
}

const inWords = ({ question, answer }: ActContent['answers'][number]): DutchWording['answers'][number] => ({
  question,
  answer,
})

/** What every act of a set says alike, whatever its language. */
export interface CommonPart {
  readonly set: EnvelopeId
  readonly form: ActContent['form']
  readonly hospital: string
  readonly title: string
  readonly patient: readonly Fact[]
  readonly answers: readonly {
    readonly linkId: string
    readonly codes: readonly string[]
    readonly question: string
    readonly answer: readonly string[]
  }[]
}

export function commonPart(content: ActContent): CommonPart {
  const { set, form, hospital, answers } = content
  const { title, patient, answers: words } = dutchOf(content)
  const common = answers.flatMap(({ linkId, codes }, at) => {
    const said = words[at]
    return said === undefined ? [] : [{ linkId, codes, ...said }]
  })
  return { set, form, hospital, title, patient, answers: common }
}

/** Whether two acts are about one form, one patient and one request. Of the patient the record may have been corrected since. */
export function isOneRequest(one: ActContent, other: ActContent): boolean {
  const [{ patient, ...request }, { patient: same, ...another }] = [commonPart(one), commonPart(other)]
  return canonicalJson(request) === canonicalJson(another) && isOnePatient(patient, same)
}
