/**
 * The closed list of steps of a visit. Content-free: it says which kind of screen stands, never for whom. Shown as
 * `data-step` on <html>, logged by main, sent to the desk page.
 */
import * as v from 'valibot'

export const steps = [
  'attract',
  'language',
  'forWhom',
  'notHere',
  'terms',
  'document',
  'desk',
  'findPatient',
  'deskPicks',
  'confirmPatient',
  'question',
  'review',
  'sign',
  'signTyped',
  'sealing',
  'done',
  'incomplete',
  'dossier',
  'needsMore',
  'outcome',
] as const
export const Step = v.picklist(steps)
export type Step = v.InferOutput<typeof Step>
