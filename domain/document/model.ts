/**
 * Everything a signed document shows, as plain data. The same model gives the same PDF, byte for byte; the part that
 * the signers sign for ({@link signedContent}) gives the form hash that every step carries.
 */
import type { Assurance } from '../contract/gateway/visit-record.ts'
import type { Instant } from '../ids.ts'
import * as v from 'valibot'
import { DocumentLanguage, isDutch } from '../language.ts'
import type { Json } from '../bytes/canonical.ts'
import type { InkPath } from './ink.ts'

/** One row of facts: "Geboren" / "14 maart 2019". */
export interface Fact {
  readonly label: string
  readonly value: string
}

/** One question as it was shown and its answer in words; several values are several lines. */
export interface Answer {
  readonly question: string
  readonly answer: readonly string[]
}

/** What was read and agreed to, in one language. */
export interface Wording {
  readonly title: string
  readonly answers: readonly Answer[]
  /** The sentence above the signature: what signing means. */
  readonly statement: string
  readonly declarations: readonly string[]
}

/** How the signer's identity was established; kind and number of the document only, never a copy. */
export interface SignerIdentity {
  /** In words: "Paspoort vergeleken door een medewerker". */
  readonly method: string
  readonly assurance: Assurance
  /** "Paspoort"; null when no document was needed (recognised after an earlier check). */
  readonly documentKind: string | null
  readonly documentNumber: string | null
}

interface SignerBase {
  /** In words and in the document's language: "Ouder met gezag". */
  readonly role: string
  readonly name: string
  readonly at: Instant
  readonly identity: SignerIdentity
}

/** Who saw somebody make his mark, and signed beside it. */
export interface DocumentWitness {
  readonly name: string
  readonly identity: SignerIdentity
  readonly ink: InkPath
}

/**
 * Ink by finger, pen or mouse; by somebody who cannot write, the name typed and confirmed, a tap, or a mark that a witness
 * saw.
 */
export type DocumentSigner =
  | (SignerBase & { readonly method: 'ink'; readonly ink: InkPath })
  | (SignerBase & { readonly method: 'typed' | 'tapped'; readonly ink?: undefined })
  | (SignerBase & { readonly method: 'witnessed'; readonly ink: InkPath; readonly witness: DocumentWitness })

/** All that stands drawn beside this signer, in the order on paper. */
export function inksOf(signer: DocumentSigner): readonly InkPath[] {
  if (signer.method === 'witnessed') return [signer.ink, signer.witness.ink]
  return signer.method === 'ink' ? [signer.ink] : []
}

export interface DocumentModel extends Wording {
  readonly language: DocumentLanguage
  /** Canonical URL and version of the FHIR Questionnaire. */
  readonly form: { readonly url: string; readonly version: string }
  readonly hospital: string
  /** The visitor's reference number, as on the screen. */
  readonly reference: string
  /** When the document was composed; the seal's time too. Shown in Europe/Amsterdam. */
  readonly at: Instant
  readonly patient: readonly Fact[]
  readonly representative: readonly Fact[] | null
  /** 1 to 4, in the order in which they signed. */
  readonly signers: readonly DocumentSigner[]
  /** Rows of the evidence page: policy, rules, device, identity checks. */
  readonly evidence: readonly Fact[]
  /** The Dutch text of the same form when another language was signed; null when the language is Dutch. */
  readonly dutch: Wording | null
}

/** What was on the form before the first of them signed: enough for the form hash. */
export type SignedPart = Omit<DocumentModel, 'signers' | 'evidence' | 'reference' | 'at'>

/** At most this many people sign one document. */
export const mostSigners = 4

/** Why a model cannot become a document: a broken promise of the caller, so composing throws with this word. */
export function modelProblem(model: DocumentModel): string | null {
  if (model.signers.length < 1 || model.signers.length > mostSigners) return 'one to four signers'
  if (model.title.trim() === '') return 'a title'
  if (!isDutch(model.language) && model.dutch === null) return 'the Dutch text beside another language'
  if (model.signers.some((signer) => signer.name.trim() === '')) return 'a name for every signer'
  const nameless = model.signers.some((one) => one.method === 'witnessed' && one.witness.name.trim() === '')
  if (nameless) return 'a name for every witness'
  return null
}

const wording = (text: Wording): Readonly<Record<string, Json>> => ({
  title: text.title,
  statement: text.statement,
  declarations: text.declarations,
  answers: text.answers.map(({ question, answer }) => ({ question, answer })),
})

const facts = (rows: readonly Fact[]): Json => rows.map(({ label, value }) => ({ label, value }))

/**
 * What the signers sign for: everything that was on the form before the first of them signed, and nothing that
 * came after. SHA-256 over its canonical JSON (RFC 8785) is the form hash; the PDF carries it as `form.json`.
 */
export function signedContent(model: SignedPart): Json {
  return {
    balie: 'form/1',
    form: { url: model.form.url, version: model.form.version },
    hospital: model.hospital,
    language: model.language,
    ...wording(model),
    patient: facts(model.patient),
    representative: model.representative === null ? null : facts(model.representative),
    dutch: model.dutch === null ? null : wording(model.dutch),
  }
}

const Label = v.pipe(v.string(), v.maxLength(100_000))
const Facts = v.array(v.strictObject({ label: Label, value: Label }))
const WordingShape = {
  title: Label,
  statement: Label,
  declarations: v.array(Label),
  answers: v.array(v.strictObject({ question: Label, answer: v.array(Label) })),
}

/** The shape of {@link signedContent}, for whoever reads it back from a document. */
export const SignedContent = v.strictObject({
  balie: v.literal('form/1'),
  form: v.strictObject({ url: Label, version: Label }),
  hospital: Label,
  language: DocumentLanguage,
  ...WordingShape,
  patient: Facts,
  representative: v.nullable(Facts),
  dutch: v.nullable(v.strictObject(WordingShape)),
})
export type SignedContent = v.InferOutput<typeof SignedContent>
