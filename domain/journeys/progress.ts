/** "Step 2 of 5": some stages are one step to the visitor. */
import type { Stage } from '../contract/control/step.ts'
import type { Journey } from './journey.ts'

/** What a visitor counts as one; null: before anything was chosen. */
const counted: Readonly<Record<Stage, string | null>> = {
  language: null,
  forWhom: 'choice',
  terms: 'choice',
  identity: 'who',
  patient: 'who',
  mandates: 'mandates',
  questions: 'questions',
  preview: 'questions',
  review: 'review',
  signing: 'signing',
  dossier: 'dossier',
}

/** Where this stage is in the journey, from 1; null where it does not count, or is none of this journey's. */
export function progressAt(
  { stages }: Journey,
  stage: Stage | null,
): { readonly at: number; readonly of: number } | null {
  const name = stage === null ? null : counted[stage]
  if (name === null) return null
  const steps = [...new Set(stages.map((one) => counted[one]))].filter((one) => one !== null)
  const at = steps.indexOf(name)
  return at < 0 ? null : { at: at + 1, of: steps.length }
}
