/** The files inside a signed form, by the names under which the verifier looks for them and with the words that readers list. */
import type { Attachment } from './compose.ts'

/** Canonical JSON of each, as bytes. */
export interface FormFiles {
  /** What was signed. */
  readonly form: Uint8Array
  /** Who signed, chained, with the ink. */
  readonly steps: Uint8Array
  /** The decision under the rules. */
  readonly decision: Uint8Array
  /** The answers as FHIR QuestionnaireResponse. */
  readonly fhir: Uint8Array
}

/** Those of a paper that the house composed: what each signed is in `steps.json`. */
export function actFiles(files: Omit<FormFiles, 'form'>): readonly Attachment[] {
  return formFiles({ ...files, form: new Uint8Array() }).filter(({ name }) => name !== 'form.json')
}

/** In the order in which they are written: what composes a form again must say the same. */
export function formFiles({ form, steps, decision, fhir }: FormFiles): readonly Attachment[] {
  const file = (
    name: string,
    relationship: Attachment['relationship'],
    description: string,
    bytes: Uint8Array,
  ): Attachment => ({ name, mime: 'application/json', relationship, description, bytes })
  return [
    file('form.json', 'Source', 'What was signed: questions, answers, declarations', form),
    file('steps.json', 'Source', 'The step of each signer', steps),
    file('decision.json', 'Data', 'The decision under the hospital’s rules', decision),
    file('fhir.json', 'Data', 'The answers as FHIR QuestionnaireResponse', fhir),
  ]
}
