/**
 * People accept a text by its version, so a text that is worded anew gets a new one. What a version said is held here: to
 * change a text, raise its `version`, then put the new pair in the place of the old.
 */
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { capableAdultForm } from '../../central/published/content/capable-adult-form.ts'
import { childForm } from '../../central/published/content/child-form.ts'
import { incapableAdultForm } from '../../central/published/content/incapable-adult-form.ts'
import { privacy } from '../../central/published/content/privacy.ts'
import { terms } from '../../central/published/content/terms.ts'

const hash = (text: object): string => createHash('sha256').update(JSON.stringify(text)).digest('hex').slice(0, 16)

it.each([
  ['the terms', terms, '2026-12.2 7cc7eb5446db67fd'],
  ['the privacy statement', privacy, '2026-12 9736ba8593fc4685'],
  ['the form for a child', childForm, '1.3.1 004a320b2b7533d0'],
  ['the form for whom an adult chooses', capableAdultForm, '1.0.0 9ef3cff17a6e7e0f'],
  ['the form for whoever represents an adult', incapableAdultForm, '1.2.1 8c745b792e9cb582'],
])('%s say what their version said', (_which, text, known) => {
  expect(`${String(text.version)} ${hash(text)}`).toBe(known)
})
