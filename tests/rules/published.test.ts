/** What stands in docs/rules, for lawyers and for hospitals that write a policy, is what the rules make now. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { markdownOf } from '../../tools/rules/table.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { otherHospitals } from '../../tools/rules/hospitals.ts'
import { policyJsonSchema } from '../../tools/rules/json-schema.ts'

const published = (name: string) => readFileSync(new URL(`../../docs/rules/${name}`, import.meta.url), 'utf8')

// Formatting may break lines and pad cells; the words must be the same.
const words = (text: string) => text.replace(/[\s|*_-]+/g, ' ')

describe('in docs/rules', () => {
  it.each([defaultPolicy, ...otherHospitals].map((policy) => [policy.hospital.id, policy] as const))(
    'of %s are the table and the policy that the rules make now',
    (id, policy) => {
      expect(words(published(`${id}.md`))).toBe(words(markdownOf(policy)))
      expect(JSON.parse(published(`policies/${id}.json`))).toEqual(policy)
    },
  )

  it('is the JSON Schema of a policy', () => {
    expect(JSON.parse(published('policy.schema.json'))).toEqual(policyJsonSchema())
  })

  it('takes every published policy, and no more than the reader would', () => {
    // `format` and the keys with x- only tell an editor something.
    const schema: Record<string, unknown> = JSON.parse(published('policy.schema.json'))
    const fits = new Ajv2020({ strict: false, validateFormats: false }).compile(schema)
    for (const policy of [defaultPolicy, ...otherHospitals]) expect(fits(structuredClone(policy)), policy.hospital.id).toBe(true) // prettier-ignore
    const scope = { ...defaultPolicy.scope, child: ['letters', 'letters'] }
    const ages = { ...defaultPolicy.ages, childSigns: 13 }
    for (const change of [{ scope }, { ages }, { more: 1 }, { format: 'balie-policy/1' }, { version: undefined }])
      expect(fits(JSON.parse(JSON.stringify({ ...defaultPolicy, ...change })))).toBe(false)
  })
})
