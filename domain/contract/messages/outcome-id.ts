/** The closed list of expected failures of a visit, by name; their sentences are in domain/outcome. */
import * as v from 'valibot'
import { PolicyRefusal } from '../control/policy-refusal.ts'

/** What the visitor can do: the buttons of the screen follow from it. */
export const NextStep = v.picklist(['tryAgain', 'askDesk', 'paperRoute', 'bringProof', 'none'])
export type NextStep = v.InferOutput<typeof NextStep>

export const outcomeIds = [
  'termsDeclined',
  'deskReads',
  'mrzMisread',
  'mrzTooLong',
  'documentExpired',
  'documentUnknown',
  'sameDocument',
  'witnessSigns',
  'witnessIsPatient',
  'witnessDoubted',
  'notConfirmed',
  'birthDateImpossible',
  'bsnWrong',
  'patientNotFound',
  'patientAtDesk',
  'patientEnded',
  'recordIncomplete',
  'inkTooLittle',
  'nameMissing',
  'answerMissing',
  'centralUnreachable',
  'sealFailed',
  'notStored',
  'visitEnded',
  'extractMissing',
  'refusedByRules',
  'pausedForDesk',
  'printerNoPaper',
  'printerOffline',
  'printerRefused',
  'printerSlow',
  'printUncertain',
  'printUnconfirmed',
  'somethingBroke',
  ...PolicyRefusal.options,
] as const
export const OutcomeId = v.picklist(outcomeIds)
export type OutcomeId = v.InferOutput<typeof OutcomeId>
