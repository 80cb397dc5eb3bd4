/** Between review and ink: whether what was read was understood. */
import type { FormCase, Standing } from './state.ts'

/** The question with this index, from 0; after the last, or where a form asks none: the pad. */
export function beforeInk(of: FormCase, at: number): Standing {
  return of.form.understanding[at] === undefined
    ? { at: 'sign', of, problem: null }
    : { at: 'understand', of, index: at, wrong: 0 }
}
