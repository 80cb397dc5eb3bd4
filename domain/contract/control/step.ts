/**
 * The closed list of steps of a visit. Content-free: it says which kind of screen stands, never for whom. Shown as
 * `data-step` on <html>, logged by main, sent to the desk page.
 */
import * as v from 'valibot'

export const steps = [
  'attract',
  'language',
  'forWhom',
  'relation',
  'notHere',
  'terms',
  'document',
  'desk',
  'findPatient',
  'deskPicks',
  'confirmPatient',
  'setWaits',
  'ownWaits',
  'otherHere',
  'stopList',
  'stopConfirm',
  'question',
  'review',
  'understand',
  'freeWill',
  'sign',
  'cannotDraw',
  'signTyped',
  'signTapped',
  'witnessHere',
  'mark',
  'witnessSigns',
  'handOver',
  'sealing',
  'done',
  'incomplete',
  'dossier',
  'needsMore',
  'outcome',
] as const
export const Step = v.picklist(steps)
export type Step = v.InferOutput<typeof Step>

/** The stages of a journey, in the order of a visit: what its trail and its progress bar count. */
export const stages = [
  'language',
  'forWhom',
  'terms',
  'identity',
  'patient',
  'mandates',
  'questions',
  'review',
  'signing',
  'dossier',
] as const
export type Stage = (typeof stages)[number]

/** To which stage a step belongs; null: it stands still for a reason, or everything is over. */
export const stageOf: Readonly<Record<Step, Stage | null>> = {
  attract: 'language',
  language: 'language',
  forWhom: 'forWhom',
  relation: 'forWhom',
  notHere: null,
  terms: 'terms',
  document: 'identity',
  desk: 'identity',
  findPatient: 'patient',
  deskPicks: 'patient',
  confirmPatient: 'patient',
  setWaits: 'patient',
  ownWaits: 'patient',
  otherHere: 'patient',
  stopList: 'mandates',
  stopConfirm: 'mandates',
  question: 'questions',
  review: 'review',
  understand: 'review',
  freeWill: 'review',
  sign: 'signing',
  cannotDraw: 'signing',
  signTyped: 'signing',
  signTapped: 'signing',
  witnessHere: 'signing',
  mark: 'signing',
  witnessSigns: 'signing',
  handOver: 'signing',
  sealing: 'signing',
  done: null,
  incomplete: null,
  dossier: 'dossier',
  needsMore: null,
  outcome: null,
}
