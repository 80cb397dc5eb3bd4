/**
 * A hospital's policy: the file that makes one set of rules fit one hospital. Every cell of its format is required and an
 * unknown key is refused, so a policy is never accepted partly. Whatever its format, here it has every cell.
 */
import * as v from 'valibot'
import { CalendarDay, HospitalId } from '../ids.ts'
import { policyFormats } from './cell.ts'
import { ages, authority, children, representative, voluntary, young } from './cells.ts'
import {
  approval,
  approver,
  identity,
  preview,
  privacy,
  rollout,
  scope,
  set,
  times,
  withdrawal,
} from './practice-cells.ts'
import { PolicyVersion } from '../contract/control/policy-version.ts'

/** The cells, grouped by subject. */
export const policyCells = {
  ages,
  children,
  authority,
  young,
  voluntary,
  representative,
  approver,
  approval,
  identity,
  preview,
  privacy,
  withdrawal,
  scope,
  times,
  set,
  rollout,
}

export const HospitalPolicy = v.pipe(
  v.strictObject({
    /** That of the file it was read from ({@link writtenPolicy}). */
    format: v.picklist(policyFormats),
    hospital: v.strictObject({ id: HospitalId, name: v.pipe(v.string(), v.minLength(2), v.maxLength(80)) }),
    version: PolicyVersion,
    validFrom: CalendarDay,
    ...policyCells,
  }),
  v.readonly(),
)
export type HospitalPolicy = v.InferOutput<typeof HospitalPolicy>
